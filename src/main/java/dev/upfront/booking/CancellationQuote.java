package dev.upfront.booking;

import dev.upfront.money.Money;

/**
 * What ending a booking means in money, by its copied policy: shown before it is confirmed, and then done exactly so.
 *
 * @param paid what the client has paid and not got back
 * @param fee what the policy asks; what no card can be charged, being too little, is let go
 * @param kept the part of the fee that is taken from what was paid
 * @param refund what goes back
 * @param feeDue the part of the fee that is still to be paid
 */
public record CancellationQuote(Money paid, Money fee, Money kept, Money refund, Money feeDue) {
    static CancellationQuote of(Money paid, Money fee) {
        var kept = paid.min(fee);
        var due = fee.minus(kept);
        return due.isZero() || due.isLargeEnoughToCharge()
                ? new CancellationQuote(paid, fee, kept, paid.minus(kept), due)
                : new CancellationQuote(paid, kept, kept, paid.minus(kept), Money.zero(fee.currency()));
    }
}
