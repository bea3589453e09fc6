package dev.upfront.payment.stripe;

/** What Stripe says of a refund, or that it does not say. */
public sealed interface RefundAnswer {

    /** Stripe works on it. */
    record Pending(String refund) implements RefundAnswer {
    }

    record Succeeded(String refund) implements RefundAnswer {
    }

    /** It did not, or will not, reach the client. */
    record Failed(String refund, String why) implements RefundAnswer {
    }

    /** Stripe has nothing of that description. */
    record NotFound() implements RefundAnswer {
    }

    /** Stripe did not take this very request: nothing was done by it. {@code forGood} when it would not take it later either. */
    record Refused(String why, boolean forGood) implements RefundAnswer {
    }

    /** Whether the request was done is not known. Never to be taken for a failure. */
    record Unknown(String why) implements RefundAnswer {
    }
}
