package dev.upfront.payment;

import dev.upfront.payment.stripe.StripeAnswer;
import dev.upfront.payment.stripe.StripeGateway;
import java.time.InstantSource;
import org.springframework.stereotype.Component;

/**
 * Finds out at Stripe what became of an attempt, and settles it. Stripe is always asked outside of transactions. An attempt without an answer is
 * looked for first; it is sent again only under its own key, while Stripe surely still knows the key; and it is given up only when it surely is
 * nowhere.
 */
@Component
class Inquiry {

    private static final long MILLIS_OF_A_MINUTE = 60_000;

    private final StripeGateway stripe;
    private final Settlement settlement;
    private final InstantSource clock;

    Inquiry(StripeGateway stripe, Settlement settlement, InstantSource clock) {
        this.stripe = stripe;
        this.settlement = settlement;
        this.clock = clock;
    }

    /** What Stripe has of the attempt; changes nothing. */
    StripeAnswer ask(Attempt attempt) {
        if (attempt.session() != null) {
            return stripe.session(attempt.session());
        }
        if (attempt.intent() != null) {
            return stripe.intent(attempt.intent());
        }
        if (attempt.sending().never()) {
            return new StripeAnswer.NotFound();
        }
        return attempt.kind() == Attempt.Kind.CHECKOUT ? stripe.findCheckout(attempt.customer(), attempt.id().toString())
                : stripe.findCharge(attempt.customer(), attempt.id().toString());
    }

    /**
     * Asks, and settles what Stripe says.
     *
     * @param wanted whether the attempt may be sent (again) when Stripe has nothing of it
     */
    StripeAnswer resolve(Attempt attempt, Payment payment, boolean wanted) {
        var answer = lookup(attempt);
        if (answer instanceof StripeAnswer.NotFound) {
            if (!wanted || !attempt.sending().maySend(clock.instant())) {
                return settlement.giveUp(attempt, missing(attempt));
            }
            answer = send(attempt, payment);
        }
        settlement.apply(attempt.id(), answer);
        return answer;
    }

    /** Ends an attempt that is no longer wanted; the answer says whether the money came after all. */
    StripeAnswer close(Attempt attempt, Payment payment) {
        if (attempt.session() == null) {
            return resolve(attempt, payment, false);
        }
        // Expiring twice does no harm, and an error that Stripe saved under a key must not come back for ever.
        var key = "expire:%s:%d".formatted(attempt.id(), clock.millis() / MILLIS_OF_A_MINUTE);
        var answer = unknownUnlessClear(stripe.expire(attempt.session(), key));
        settlement.apply(attempt.id(), answer);
        return answer;
    }

    private StripeAnswer lookup(Attempt attempt) {
        return unknownUnlessClear(ask(attempt));
    }

    private StripeAnswer send(Attempt attempt, Payment payment) {
        return settlement.sending(attempt.id()).map(sent -> {
            var answer = sent.kind() == Attempt.Kind.CHECKOUT ? stripe.openCheckout(sent.checkoutOrder(payment)) : stripe.charge(sent.chargeOrder(payment));
            return switch (answer) {
                case StripeAnswer.Unknown unknown -> found(sent, unknown);
                // That this request was not taken says nothing about the one before it.
                case StripeAnswer.Refused refused when sent.sending().count() > 1 -> new StripeAnswer.Unknown(refused.why());
                default -> answer;
            };
        }).orElseGet(() -> new StripeAnswer.Unknown("somebody else is asking Stripe at this moment"));
    }

    private StripeAnswer found(Attempt sent, StripeAnswer.Unknown otherwise) {
        var answer = lookup(sent);
        return answer instanceof StripeAnswer.NotFound ? otherwise : answer;
    }

    /** A page that was never shown cannot be paid; a charge may still be on its way. */
    private StripeAnswer missing(Attempt attempt) {
        return attempt.kind() == Attempt.Kind.CHECKOUT || attempt.sending().hasLanded(clock.instant())
                ? new StripeAnswer.Ended("never reached Stripe") : new StripeAnswer.Unknown("Stripe does not show it yet");
    }

    private static StripeAnswer unknownUnlessClear(StripeAnswer answer) {
        return answer instanceof StripeAnswer.Refused refused ? new StripeAnswer.Unknown(refused.why()) : answer;
    }
}
