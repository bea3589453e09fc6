package dev.upfront.sandbox.stripe;

import java.time.Instant;

/**
 * One balance transaction, read-only.
 *
 * @param type     such as charge, refund, refund_failure, adjustment, payout
 * @param category Stripe's reporting category, such as dispute or dispute_reversal for an adjustment
 * @param amount   signed, in the currency's minor unit; {@code net} is what is left of it after the fee
 * @param currency lower case, as Stripe writes it
 * @param source   the id of the charge, refund, dispute or payout that it belongs to
 * @param status   pending, or available to be paid out
 */
public record RecordedMovement(String id, String type, String category, long amount, long fee, long net, String currency, String source, String status,
                               Instant created) {
}
