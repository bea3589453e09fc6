package dev.upfront.payment;

/** What staff decide about a refund that failed. */
public enum RefundDecision {
    /** Ask Stripe once more. */
    TRY_AGAIN,
    /** The client got the money another way. */
    PAID_OTHERWISE,
    /** The money stays. */
    DECLINE
}
