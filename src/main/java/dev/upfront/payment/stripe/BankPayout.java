package dev.upfront.payment.stripe;

import dev.upfront.money.Money;
import java.time.Instant;

/**
 * Money on its way from Stripe to the bank: https://docs.stripe.com/api/payouts/object.
 *
 * @param status Stripe's word: pending, in_transit, paid, failed or canceled
 * @param arrives the day on which the bank has it
 * @param automatic whether Stripe made it by itself; only then it can be asked what it is made of
 * @param reconciled whether Stripe has finished finding out what it is made of; until then it names only a part or nothing
 */
public record BankPayout(String id, Money amount, String status, Instant arrives, boolean automatic, boolean reconciled, Instant created) {
}
