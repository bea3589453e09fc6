package dev.upfront.ledger;

import dev.upfront.money.Money;
import java.util.Arrays;
import java.util.Currency;
import java.util.Map;

/**
 * How a client stands with the practice in one currency, or by how much that changed.
 *
 * @param received what came from the client and has not gone back; what the client's bank disputes does not count while it is withdrawn
 * @param unearned paid for what is still to come
 * @param owed by the client, for sessions that took place and for fees
 * @param goingBack owed to the client: refunds that are on their way
 * @param earned by sessions, fees and expired credits
 */
public record Standing(Money received, Money unearned, Money owed, Money goingBack, Money earned) {

    static Standing of(Currency currency, Map<Account, Long> balances) {
        return new Standing(
                sum(currency, balances, Account.STRIPE_BALANCE, Account.STRIPE_FEES, Account.BANK, Account.OUTSIDE_STRIPE),
                sum(currency, balances, Account.UNEARNED).negated(),
                sum(currency, balances, Account.RECEIVABLE),
                sum(currency, balances, Account.REFUNDS).negated(),
                sum(currency, balances, Arrays.stream(Account.values()).filter(Account::isIncome).toArray(Account[]::new)).negated());
    }

    private static Money sum(Currency currency, Map<Account, Long> balances, Account... accounts) {
        return new Money(Arrays.stream(accounts).mapToLong(account -> balances.getOrDefault(account, 0L)).reduce(0, Math::addExact), currency);
    }

    /** At most that much could still be given back. */
    public Money refundable() {
        return received.minus(goingBack).atLeastZero();
    }

    public Currency currency() {
        return received.currency();
    }

    public boolean isZero() {
        return received.isZero() && unearned.isZero() && owed.isZero() && goingBack.isZero() && earned.isZero();
    }

    Standing plus(Standing change) {
        return new Standing(received.plus(change.received), unearned.plus(change.unearned), owed.plus(change.owed),
                goingBack.plus(change.goingBack), earned.plus(change.earned));
    }
}
