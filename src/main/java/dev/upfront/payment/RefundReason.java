package dev.upfront.payment;

/** Why money goes back. */
public enum RefundReason {
    /** The booking was cancelled; the policy gives this back. */
    CANCELLATION,
    /** Staff gave it back. */
    GOODWILL,
    /** More was collected than was owed; it goes back by itself and cannot be declined. */
    SURPLUS
}
