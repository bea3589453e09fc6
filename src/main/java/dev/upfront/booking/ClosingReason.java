package dev.upfront.booking;

/** Why a booking ends without a session; the words of the decision table {@code cancellation-policy}. */
public enum ClosingReason {
    CLIENT_CANCELLED, STAFF_CANCELLED, NOT_SHOWN,
    /** By the flow, because what should have paid for it does not come; costs nothing, so no table is asked. */
    RELEASED
}
