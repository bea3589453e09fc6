package dev.upfront.payment;

import dev.upfront.money.Money;

/** A refund was asked for of money that the client's bank has taken, or may keep; nothing was refunded. */
public class MoneyDisputed extends RuntimeException {
    MoneyDisputed(String reference, Money wanted, Money refundable) {
        super("%s of %s can't be refunded: the client's bank has taken the money back in a dispute, so it would leave twice. %s Nothing was refunded.".formatted(wanted, reference,
                refundable.isPositive() ? "At most %s can still go back.".formatted(refundable) : "Stripe refuses refunds of a disputed charge."));
    }
}
