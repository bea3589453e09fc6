package dev.upfront.payment;

/** What staff decide about a payment that was not paid in time. */
public enum Decision {
    /** Send the link again and wait anew. */
    ASK_AGAIN,
    /** Give the debt up. */
    WRITE_OFF
}
