package dev.upfront.ledger;

import dev.upfront.money.Money;
import java.util.Currency;
import java.util.List;

/**
 * What stands on every account at one instant; in each currency it adds up to zero.
 *
 * @param balances each account that was ever booked on, once per currency, in the order of the accounts
 */
public record TrialBalance(List<AccountBalance> balances) {

    /** Debits minus credits; zero when nothing was ever booked. */
    public Money balance(Account account, Currency currency) {
        return in(currency).stream().filter(balance -> balance.account() == account).map(AccountBalance::amount).findFirst().orElse(Money.zero(currency));
    }

    /** What was earned since the book began. */
    public Money earned(Currency currency) {
        return in(currency).stream().filter(balance -> balance.account().isIncome()).map(AccountBalance::amount).reduce(Money.zero(currency), Money::plus).negated();
    }

    /** In one currency only. */
    public List<AccountBalance> in(Currency currency) {
        return balances.stream().filter(balance -> balance.amount().currency().equals(currency)).toList();
    }

    /** In which anything was ever booked, by code. */
    public List<String> currencies() {
        return balances.stream().map(balance -> balance.amount().currency().getCurrencyCode()).distinct().sorted().toList();
    }
}
