package dev.upfront.payment;

import dev.upfront.engine.AfterCommit;
import dev.upfront.payment.stripe.StripeGateway;
import java.time.Duration;
import java.time.InstantSource;
import org.springframework.stereotype.Component;

/** Lets Stripe forget the cards that clients took back, as soon as no charge of them is under way. */
@Component
class CardRemovals {

    private static final long HOUR = Duration.ofHours(1).toSeconds();
    private static final String WHAT = "Letting Stripe forget a card";

    private final AttemptRepository attempts;
    private final StripeGateway stripe;
    private final InstantSource clock;

    CardRemovals(AttemptRepository attempts, StripeGateway stripe, InstantSource clock) {
        this.attempts = attempts;
        this.stripe = stripe;
        this.clock = clock;
    }

    /** The key changes by the hour: an error inside Stripe would be replayed for a day, and forgetting twice harms nobody. */
    @AfterCommit
    void forget(CardRemoved removed) {
        var card = removed.paymentMethod();
        if (attempts.isBeingCharged(card)) {
            throw new StripeUnavailable(WHAT, card, "a charge of it is under way");
        }
        if (!stripe.forgetCard("forget:%s:%d".formatted(card, clock.instant().getEpochSecond() / HOUR), card)) {
            throw new StripeUnavailable(WHAT, card, "no answer from Stripe");
        }
    }
}
