package dev.upfront.ledger;

/** The accounts of the book. Debits are positive, credits negative, so that a debt to someone has a negative balance. */
public enum Account {
    /** Money that lies at Stripe. */
    STRIPE_BALANCE,
    /** Money that left or came outside Stripe: cash, a bank transfer. */
    OUTSIDE_STRIPE,
    /** What clients owe for sessions that took place, and for fees. */
    RECEIVABLE,
    /** Received and not yet earned: the session is still to come. */
    UNEARNED,
    /** Earned by sessions that took place. */
    REVENUE,
    /** Owed back to clients and not yet paid back. */
    REFUNDS,
    /** Earned by cancellation and no-show fees. */
    FEES,
    /** Earned because prepaid credits were not used in time. */
    EXPIRED_CREDITS,
    /** Given up: a debt that will not be collected. */
    WRITTEN_OFF
}
