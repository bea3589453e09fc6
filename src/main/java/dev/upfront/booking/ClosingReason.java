package dev.upfront.booking;

/** Why a booking ends without a session; the words of the decision table {@code cancellation-policy}. */
public enum ClosingReason { CLIENT_CANCELLED, STAFF_CANCELLED, NOT_SHOWN }
