package dev.upfront.payment;

import dev.upfront.engine.Unavailable;
import dev.upfront.payment.stripe.RefundAnswer;
import dev.upfront.payment.stripe.StripeAnswer;

/** Stripe gave no clear answer, so nothing was decided; asking again is safe, now or later. */
public class StripeUnavailable extends Unavailable {

    StripeUnavailable(String what, String reference, String why) {
        super(("%s for %s is not settled: %s. Nothing is charged twice whatever happens: before another try Upfront asks Stripe what became of the last one. "
                + "What to do: look at https://status.stripe.com and at the Stripe settings; once Stripe answers, retry.").formatted(what, reference, why));
    }

    /** Throws unless the answer settles something. */
    static void unlessClear(StripeAnswer answer, String what, String reference) {
        switch (answer) {
            case StripeAnswer.Unknown unknown -> throw new StripeUnavailable(what, reference, unknown.why());
            case StripeAnswer.Refused refused -> throw new StripeUnavailable(what, reference, refused.why());
            case StripeAnswer.NotFound none -> throw new StripeUnavailable(what, reference, "Stripe does not show it yet");
            case StripeAnswer.Processing working -> throw new StripeUnavailable(what, reference, "Stripe is still working on it");
            default -> { }
        }
    }

    /** Throws unless Stripe has said how things stand, settled or not. */
    static void unlessKnown(StripeAnswer answer, String what, String reference) {
        if (!(answer instanceof StripeAnswer.Processing)) {
            unlessClear(answer, what, reference);
        }
    }

    /** Throws unless Stripe has said how things stand, settled or not. */
    static void unlessKnown(RefundAnswer answer, String what, String reference) {
        switch (answer) {
            case RefundAnswer.Unknown unknown -> throw new StripeUnavailable(what, reference, unknown.why());
            case RefundAnswer.Refused refused -> throw new StripeUnavailable(what, reference, refused.why());
            case RefundAnswer.NotFound none -> throw new StripeUnavailable(what, reference, "Stripe does not show it yet");
            default -> { }
        }
    }
}
