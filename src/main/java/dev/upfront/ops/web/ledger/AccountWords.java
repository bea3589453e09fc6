package dev.upfront.ops.web.ledger;

import dev.upfront.ledger.Account;

/**
 * An account as people read it.
 *
 * @param meaning what stands on it, as a sentence
 */
public record AccountWords(String name, String meaning) {

    static AccountWords of(Account account) {
        return switch (account) {
            case STRIPE_BALANCE -> new AccountWords("At Stripe", "Money that lies at Stripe: collected and not yet paid out.");
            case BANK -> new AccountWords("Bank", "Money that Stripe paid out to your bank.");
            case OUTSIDE_STRIPE -> new AccountWords("Outside Stripe", "Money that came or went outside Stripe: cash, a bank transfer.");
            case DISPUTES -> new AccountWords("Disputes", "Withdrawn by clients’ banks while a dispute is open: it comes back or is lost.");
            case RECEIVABLE -> new AccountWords("Receivable", "Owed by clients for sessions that took place, and for fees.");
            case UNEARNED -> new AccountWords("Unearned", "Paid by clients for what is still to come: sessions, credits, retainer periods.");
            case REFUNDS -> new AccountWords("Refunds", "Owed back to clients and not yet paid back.");
            case REVENUE -> new AccountWords("Revenue", "Earned by sessions that took place.");
            case FEES -> new AccountWords("Fees", "Earned by cancellation and no-show fees.");
            case EXPIRED_CREDITS -> new AccountWords("Expired credits", "Earned because prepaid credits were not used in time.");
            case STRIPE_FEES -> new AccountWords("Stripe’s fees", "Kept by Stripe for its work.");
            case WRITTEN_OFF -> new AccountWords("Written off", "Debts that were given up.");
            case DISPUTE_LOSSES -> new AccountWords("Lost disputes", "Disputes that the client’s bank decided for the client.");
        };
    }
}
