package dev.upfront.ledger;

import dev.upfront.money.Money;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.springframework.transaction.support.TransactionTemplate;

/** Writes into the book what the rooms would write about one client, in euros. */
final class Book {

    static final String EURO = "EUR";

    private final Ledger ledger;
    private final TransactionTemplate transaction;
    final UUID client = UUID.randomUUID();

    Book(Ledger ledger, TransactionTemplate transaction) {
        this.ledger = ledger;
        this.transaction = transaction;
    }

    /** Paid by card for a session that is still to come. */
    void collected(UUID booking, long cents, String at) {
        post("payment.collected", at, debit(Account.STRIPE_BALANCE, cents, booking), credit(Account.UNEARNED, cents, booking));
    }

    /** A session took place: what was paid is earned, and so is what is still owed. */
    void delivered(UUID booking, UUID offering, long paid, long owed, String at) {
        post("booking.delivered", at, debit(Account.UNEARNED, paid, booking), debit(Account.RECEIVABLE, owed, booking),
                credit(Account.REVENUE, paid + owed, booking).about(offering));
    }

    /** Earned money goes back. */
    void refunded(UUID booking, long cents, String at) {
        post("refund.requested", at, debit(Account.REVENUE, cents, booking), credit(Account.REFUNDS, cents, booking));
    }

    void post(String cause, String at, Line... lines) {
        transaction.executeWithoutResult(status -> ledger.post(cause, UUID.randomUUID(), Instant.parse(at), List.of(lines)));
    }

    Line debit(Account account, long cents, UUID subject) {
        return Line.debit(account, euros(cents), subject, client);
    }

    Line credit(Account account, long cents, UUID subject) {
        return Line.credit(account, euros(cents), subject, client);
    }

    static Money euros(long cents) {
        return Money.of(cents, EURO);
    }
}
