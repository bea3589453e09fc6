package dev.upfront.payment;

/** What staff decide about a refund that failed. */
public enum RefundDecision {
    /** Ask Stripe once more. */
    TRY_AGAIN,
    /** The client got the money another way. */
    PAID_OTHERWISE,
    /** The money stays. */
    DECLINE,
    /** The client's bank has taken the money in a dispute, so that nothing more goes back. Decided by itself once the dispute is lost. */
    GIVEN_BACK_BY_BANK
}
