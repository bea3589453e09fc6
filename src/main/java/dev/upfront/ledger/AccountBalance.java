package dev.upfront.ledger;

import dev.upfront.money.Money;

/**
 * What stands on an account in one currency.
 *
 * @param amount debits minus credits
 */
public record AccountBalance(Account account, Money amount) {
}
