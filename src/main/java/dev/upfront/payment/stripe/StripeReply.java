package dev.upfront.payment.stripe;

/** What Stripe says to a request that collects no money, or that it does not say. */
public sealed interface StripeReply<A> {

    record Given<A>(A answer) implements StripeReply<A> {
    }

    /** Stripe has nothing of that description. */
    record NotFound<A>() implements StripeReply<A> {
    }

    /**
     * Stripe did not take this very request: nothing was done by it.
     *
     * @param passes whether the same request may be taken later, as after too many at once
     */
    record Refused<A>(String why, boolean passes) implements StripeReply<A> {
    }

    /** Whether the request was done is not known: no answer, half an answer, an error inside Stripe. Never to be taken for a failure. */
    record Unknown<A>(String why) implements StripeReply<A> {
    }
}
