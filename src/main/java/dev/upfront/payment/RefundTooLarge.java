package dev.upfront.payment;

import dev.upfront.money.Money;

/** More was wanted back than is there to give back; nothing was refunded. */
public class RefundTooLarge extends RuntimeException {
    RefundTooLarge(String reference, Money wanted, Money kept) {
        super("%s of %s cannot be refunded: only %s of it can still go back. Nothing was refunded.".formatted(wanted, reference, kept));
    }
}
