package dev.upfront.payment.stripe;

/**
 * A refund to be made.
 *
 * @param attempt our id of this try to refund, kept as metadata, by which the refund is found again
 * @param intent the PaymentIntent that collected the money
 * @param amountMinor in the minor unit of the intent's currency
 */
public record RefundRequest(String idempotencyKey, String attempt, String intent, long amountMinor) {
}
