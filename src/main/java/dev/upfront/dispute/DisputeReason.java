package dev.upfront.dispute;

import java.util.Locale;

/** Stripe's reasons in words: https://docs.stripe.com/disputes/categories. */
public final class DisputeReason {

    private DisputeReason() {
    }

    /** A sentence about what the cardholder has told the bank. */
    public static String words(String reason) {
        return switch (reason) {
            case "fraudulent" -> "The cardholder says they did not make this payment.";
            case "product_not_received" -> "The cardholder says they did not get what they paid for.";
            case "product_unacceptable" -> "The cardholder says what they got was not what was promised.";
            case "duplicate" -> "The cardholder says they were charged twice.";
            case "credit_not_processed" -> "The cardholder says they were promised a refund that never came.";
            case "subscription_canceled" -> "The cardholder says they had cancelled before they were charged.";
            case "unrecognized" -> "The cardholder does not recognise the payment.";
            case "general" -> "The bank gave no particular reason.";
            default -> "The bank's reason: %s.".formatted(reason.replace('_', ' ').toLowerCase(Locale.ROOT));
        };
    }
}
