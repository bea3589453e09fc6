package dev.upfront.booking;

import dev.upfront.money.Money;

/**
 * What ending a booking means in money, by its copied policy: shown before it is confirmed, and then done exactly so.
 *
 * @param paid what the client has paid and not got back
 * @param fee what the policy asks
 * @param kept the part of the fee that is taken from what was paid
 * @param refund what goes back
 * @param feeDue the part of the fee that is still to be paid
 */
public record CancellationQuote(Money paid, Money fee, Money kept, Money refund, Money feeDue) {
    static CancellationQuote of(Money paid, Money fee) {
        var kept = paid.min(fee);
        return new CancellationQuote(paid, fee, kept, paid.minus(kept), fee.minus(kept));
    }
}
