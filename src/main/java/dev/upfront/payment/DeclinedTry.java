package dev.upfront.payment;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A try to charge the card on file that brought no money.
 *
 * @param bankAsksClient whether it goes on as soon as the client confirms the payment with the bank
 * @param why a sentence for a manager
 */
public record DeclinedTry(PaymentId payment, Instant at, boolean bankAsksClient, String why) {

    static DeclinedTry of(Attempt attempt) {
        return new DeclinedTry(attempt.paymentId(), attempt.createdAt(), CardCharges.AUTHENTICATION_REQUIRED.equals(attempt.failure()), why(attempt.failure()));
    }

    /** @param code what Stripe and the banks call it: https://docs.stripe.com/declines/codes */
    static String why(@Nullable String code) {
        return switch (code) {
            case null -> "The card on file was declined; nobody said why.";
            case "generic_decline", "card_declined", "do_not_honor" -> "The card on file was declined; the bank did not say why.";
            case CardCharges.AUTHENTICATION_REQUIRED -> "The card on file was not charged: the bank wants the client to confirm the payment.";
            case "insufficient_funds" -> "The card on file was declined: there is not enough money on it.";
            case "expired_card" -> "The card on file was declined: it has expired.";
            case "lost_card", "stolen_card", "pickup_card" -> "The card on file was declined: it is reported as lost or stolen.";
            case "card_gone" -> "The card on file was not charged: Stripe does not keep it for this client any more.";
            default -> "The card on file was declined: %s.".formatted(code.replace('_', ' '));
        };
    }
}
