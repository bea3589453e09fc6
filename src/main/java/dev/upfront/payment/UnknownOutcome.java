package dev.upfront.payment;

import dev.upfront.money.Money;
import java.time.Instant;
import java.util.UUID;

/**
 * Something Stripe was asked for and gave no answer about.
 *
 * @param kind a payment that may have been collected, or a refund that may have been made
 * @param id of the attempt to collect it, or of the refund
 * @param reference PAY-… or REF-…
 * @param payment whose money it is
 * @param since when the answer began to be missing
 * @param why what came instead of an answer
 */
public record UnknownOutcome(StuckMoney.Kind kind, UUID id, String reference, PaymentId payment, Money amount, Instant since, String why) {
}
