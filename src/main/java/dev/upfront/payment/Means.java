package dev.upfront.payment;

/** How money comes that does not come through Stripe. */
public enum Means {
    CASH, BANK_TRANSFER
}
