package dev.upfront.ledger;

import dev.upfront.money.Money;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One line of an entry.
 *
 * @param amount positive for a debit, negative for a credit; never zero
 * @param subject the booking, package sale, retainer period or credit lot it is about, if any
 * @param client the client it is about, if any
 * @param offering the offering that earned it or gives it back, if any
 */
public record Line(Account account, Money amount, @Nullable UUID subject, @Nullable UUID client, @Nullable UUID offering) {

    public Line {
        if (amount.isZero()) {
            throw new IllegalArgumentException("A line of nothing on " + account);
        }
    }

    public Line(Account account, Money amount, @Nullable UUID subject, @Nullable UUID client) {
        this(account, amount, subject, client, null);
    }

    public static Line debit(Account account, Money amount, UUID subject, UUID client) {
        return new Line(account, amount, subject, client);
    }

    public static Line credit(Account account, Money amount, UUID subject, UUID client) {
        return new Line(account, amount.negated(), subject, client);
    }

    /** The same line, told to be about an offering. */
    public Line about(UUID told) {
        return new Line(account, amount, subject, client, told);
    }
}
