package dev.upfront.payment;

/** Where a payment stands. */
public enum PaymentStatus {
    /** Somebody waits for the money. */
    OWED,
    /** The whole amount was collected; refunds do not change it. */
    PAID,
    /** No longer wanted; money that arrives all the same goes back by itself. */
    CLOSED,
    /** Given up by staff. */
    WRITTEN_OFF;

    boolean canBecome(PaymentStatus next) {
        return this == OWED && next != OWED;
    }
}
