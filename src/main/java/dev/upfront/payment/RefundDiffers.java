package dev.upfront.payment;

import dev.upfront.money.Money;

/** A refund was asked for again under the same name, and of another amount; nothing more was refunded. */
public class RefundDiffers extends RuntimeException {
    RefundDiffers(String reference, Money wanted, Money before) {
        super("%s of %s was refunded by this wish before, so %s is not. Nothing more was refunded; a new wish can be of another amount.".formatted(before, reference, wanted));
    }
}
