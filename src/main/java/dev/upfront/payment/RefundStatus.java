package dev.upfront.payment;

/** Where a refund stands. */
public enum RefundStatus {
    /** Wanted; Stripe was not asked yet. */
    REQUESTED,
    /** On its way to Stripe. */
    SUBMITTED,
    /** Stripe's answer did not arrive; asked again by itself. */
    UNKNOWN,
    /** Stripe works on it. */
    PENDING,
    SUCCEEDED,
    /** It did not reach the client, perhaps days after it succeeded; staff decide. */
    FAILED,
    /** Given up or paid otherwise, by staff. */
    CLOSED;

    boolean canBecome(RefundStatus next) {
        return switch (this) {
            case REQUESTED -> next == SUBMITTED;
            case SUBMITTED, UNKNOWN -> next == UNKNOWN || next == PENDING || next == SUCCEEDED || next == FAILED || next == REQUESTED;
            case PENDING -> next == SUCCEEDED || next == FAILED;
            case SUCCEEDED -> next == FAILED;
            case FAILED -> next == REQUESTED || next == CLOSED;
            case CLOSED -> false;
        };
    }
}
