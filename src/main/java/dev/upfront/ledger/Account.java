package dev.upfront.ledger;

/** The accounts of the book. Debits are positive, credits negative, so that a debt to someone has a negative balance. */
public enum Account {
    /** Money that lies at Stripe. */
    STRIPE_BALANCE(Kind.ASSET),
    /** Money that Stripe paid out to the practice's bank. */
    BANK(Kind.ASSET),
    /** Money that left or came outside Stripe: cash, a bank transfer. */
    OUTSIDE_STRIPE(Kind.ASSET),
    /** Withdrawn by clients' banks while a dispute is open: it comes back or is lost. */
    DISPUTES(Kind.ASSET),
    /** What clients owe for sessions that took place, and for fees. */
    RECEIVABLE(Kind.ASSET),
    /** Received and not yet earned: the session is still to come. */
    UNEARNED(Kind.LIABILITY),
    /** Owed back to clients and not yet paid back. */
    REFUNDS(Kind.LIABILITY),
    /** Earned by sessions that took place. */
    REVENUE(Kind.INCOME),
    /** Earned by cancellation and no-show fees. */
    FEES(Kind.INCOME),
    /** Earned because prepaid credits were not used in time. */
    EXPIRED_CREDITS(Kind.INCOME),
    /** Kept by Stripe for its work: for charges, payouts and disputes. */
    STRIPE_FEES(Kind.EXPENSE),
    /** Given up: a debt that will not be collected. */
    WRITTEN_OFF(Kind.EXPENSE),
    /** Lost for good: disputes that the client's bank decided for the client. */
    DISPUTE_LOSSES(Kind.EXPENSE);

    /** What an account counts, as accountants sort it. */
    public enum Kind {
        /** What the practice has or is owed; grows by debits. */
        ASSET,
        /** What the practice owes; grows by credits. */
        LIABILITY,
        /** What the practice earned; grows by credits. */
        INCOME,
        /** What it cost; grows by debits. */
        EXPENSE
    }

    private final Kind kind;

    Account(Kind kind) {
        this.kind = kind;
    }

    public Kind kind() {
        return kind;
    }

    public boolean isIncome() {
        return kind == Kind.INCOME;
    }
}
