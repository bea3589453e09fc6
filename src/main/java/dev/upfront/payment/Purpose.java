package dev.upfront.payment;

import dev.upfront.ledger.Account;

/** Why an amount is owed. */
public enum Purpose {
    FULL_PRICE(Account.UNEARNED),
    DEPOSIT(Account.UNEARNED),
    BALANCE(Account.RECEIVABLE),
    FEE(Account.RECEIVABLE),
    PACKAGE(Account.UNEARNED),
    RETAINER_PERIOD(Account.UNEARNED);

    private final Account counterpart;

    Purpose(Account counterpart) {
        this.counterpart = counterpart;
    }

    /** The account that the collected money is credited to: unearned before the session, what was receivable after it. */
    public Account counterpart() {
        return counterpart;
    }

    /**
     * Whether it is collected from the card on file before the client is asked: what is owed after the session, by the consent given at booking; a
     * retainer's periods, by the consent given when it was agreed; a package that is renewed, by the client's own tap.
     */
    boolean mayChargeCardOnFile() {
        return counterpart == Account.RECEIVABLE || this == RETAINER_PERIOD || this == PACKAGE;
    }
}
