package dev.upfront.retainer;

/** Why a retainer has ended. */
public enum EndReason {
    /** It was cancelled, and its last period is over. */
    CANCELLED,
    /** It was a payment plan, and its last instalment's period is over. */
    COMPLETED,
    /** Contract, card or the first payment were not there in time. */
    NOT_STARTED,
    /** A period was not paid, the one after its trial or a later one, and its debt was given up. */
    NOT_PAID
}
