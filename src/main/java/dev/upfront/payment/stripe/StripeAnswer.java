package dev.upfront.payment.stripe;

import dev.upfront.money.Money;
import java.net.URI;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What Stripe says of one try to collect money, or that it does not say. */
public sealed interface StripeAnswer {

    /** A Checkout Session waits for the client. */
    record Open(String session, URI address, Instant expiresAt) implements StripeAnswer {
    }

    /** The money was collected; {@code card} is the card that was kept for later, if any. */
    record Collected(String intent, Money amount, @Nullable KeptCard card) implements StripeAnswer {
    }

    /** The card was declined. */
    record Declined(@Nullable String intent, Decline decline) implements StripeAnswer {
    }

    /** The card's holder has to authenticate; nothing was charged. */
    record NeedsAuthentication(@Nullable String intent) implements StripeAnswer {
    }

    /** Stripe works on it. */
    record Processing(@Nullable String intent) implements StripeAnswer {
    }

    /** Over without money, and none can come of it any more: expired or cancelled. */
    record Ended(String why) implements StripeAnswer {
    }

    /** Stripe has nothing of that description. */
    record NotFound() implements StripeAnswer {
    }

    /**
     * Stripe did not take this very request: nothing was done by it.
     *
     * @param passes whether the same request may be taken later, as after too many at once; a wrong key or amount stays wrong
     */
    record Refused(String why, boolean passes) implements StripeAnswer {
    }

    /** Whether the request was done is not known: no answer, half an answer, an error inside Stripe. Never to be taken for a failure. */
    record Unknown(String why) implements StripeAnswer {
    }
}
