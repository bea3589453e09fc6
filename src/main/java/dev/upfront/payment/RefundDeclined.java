package dev.upfront.payment;

import dev.upfront.ledger.Account;
import dev.upfront.money.Money;
import java.util.UUID;

/**
 * Staff declined a refund that had failed: the money is kept. Told inside the transaction that holds the payment's lock.
 *
 * @param keptAs the account it was put back to
 */
public record RefundDeclined(RefundId refund, UUID subjectId, Money amount, Account keptAs) {
}
