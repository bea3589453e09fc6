package dev.upfront.ledger;

import dev.upfront.money.Money;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One line of an entry.
 *
 * @param amount positive for a debit, negative for a credit; never zero
 * @param booking the booking it is about, if any
 * @param client the client it is about, if any
 */
public record Line(Account account, Money amount, @Nullable UUID booking, @Nullable UUID client) {

    public Line {
        if (amount.isZero()) {
            throw new IllegalArgumentException("A line of nothing on " + account);
        }
    }

    public static Line debit(Account account, Money amount, UUID booking, UUID client) {
        return new Line(account, amount, booking, client);
    }

    public static Line credit(Account account, Money amount, UUID booking, UUID client) {
        return new Line(account, amount.negated(), booking, client);
    }
}
