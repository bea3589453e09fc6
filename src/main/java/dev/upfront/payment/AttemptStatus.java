package dev.upfront.payment;

/** Where one try to collect a payment stands. */
public enum AttemptStatus {
    /** Written before Stripe is asked. */
    CREATED,
    /** A Checkout Session waits for the client. */
    OPEN,
    /** Stripe works on it. */
    PROCESSING,
    /** Stripe's answer did not arrive. Never taken for a failure: Stripe is asked until it is known. */
    UNKNOWN,
    /** Declined, expired, or it never reached Stripe. */
    FAILED,
    /** The money was collected. */
    SUCCEEDED;

    /** At most one attempt of a payment is live; the database holds that. */
    boolean isLive() {
        return this != FAILED && this != SUCCEEDED;
    }

    /** Only ever towards the outcome; and money that did arrive is taken note of, whatever was thought before. */
    boolean canBecome(AttemptStatus next) {
        return switch (this) {
            case CREATED -> next != CREATED;
            case UNKNOWN, PROCESSING -> next != CREATED;
            case OPEN -> next == PROCESSING || next == FAILED || next == SUCCEEDED;
            case FAILED -> next == SUCCEEDED;
            case SUCCEEDED -> false;
        };
    }
}
