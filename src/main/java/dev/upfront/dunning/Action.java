package dev.upfront.dunning;

/** What dunning does about a debt; the words of the decision table {@code dunning-schedule}. */
public enum Action {
    /** Charge the card on file once more. */
    RETRY,
    /** Write to the client, with the link where it is paid. */
    MAIL_CLIENT,
    /** Write to staff, who decide. */
    ALERT_STAFF,
    /** Take no new bookings from the client until it is paid. */
    SUSPEND_BOOKING,
    /** Give the slots of sessions that this money was to pay for back. */
    RELEASE_SESSIONS,
    /** Write the debt off. */
    GIVE_UP
}
