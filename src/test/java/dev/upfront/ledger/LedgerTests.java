package dev.upfront.ledger;

import static dev.upfront.ledger.Account.RECEIVABLE;
import static dev.upfront.ledger.Account.REVENUE;
import static dev.upfront.ledger.Account.STRIPE_BALANCE;
import static dev.upfront.ledger.Account.UNEARNED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.upfront.money.Money;
import dev.upfront.sandbox.RoomTest;
import java.time.Instant;
import java.util.Currency;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.IllegalTransactionStateException;
import org.springframework.transaction.support.TransactionTemplate;

@RoomTest
@TestInstance(Lifecycle.PER_METHOD)
class LedgerTests {

    private static final Currency EURO = Currency.getInstance("EUR");
    private static final Instant NOW = Instant.parse("2026-03-02T08:00:00Z");

    private final UUID booking = UUID.randomUUID();
    private final UUID client = UUID.randomUUID();

    @Autowired Ledger ledger;
    @Autowired JdbcClient database;
    @Autowired TransactionTemplate transaction;

    @Test
    void writesABalancedEntryAndKnowsTheBalancesOfABooking() {
        post("payment.collected", UUID.randomUUID(), debit(STRIPE_BALANCE, 4_000), credit(UNEARNED, 4_000));
        post("booking.delivered", UUID.randomUUID(), debit(UNEARNED, 4_000), debit(RECEIVABLE, 8_000), credit(REVENUE, 12_000));

        assertThat(ledger.balance(UNEARNED, booking, EURO)).isEqualTo(Money.zero(EURO));
        assertThat(ledger.balance(RECEIVABLE, booking, EURO)).isEqualTo(Money.of(8_000, "EUR"));
        assertThat(ledger.balance(REVENUE, booking, EURO)).isEqualTo(Money.of(-12_000, "EUR"));
        assertThat(ledger.balance(REVENUE, EURO)).isLessThanOrEqualTo(Money.of(-12_000, "EUR"));
        assertThat(ledger.entriesOf(booking)).extracting(EntryView::cause).containsExactly("payment.collected", "booking.delivered");
        assertThat(ledger.entriesOf(booking).getLast().lines()).hasSize(3);
    }

    @Test
    void writesTheSameCauseOnce() {
        var cause = UUID.randomUUID();
        post("payment.collected", cause, debit(STRIPE_BALANCE, 4_000), credit(UNEARNED, 4_000));
        post("payment.collected", cause, debit(STRIPE_BALANCE, 4_000), credit(UNEARNED, 4_000));

        assertThat(ledger.balance(STRIPE_BALANCE, booking, EURO)).isEqualTo(Money.of(4_000, "EUR"));
    }

    @Test
    void refusesAnEntryThatDoesNotBalanceInEachCurrency() {
        assertThatThrownBy(() -> post("payment.collected", UUID.randomUUID(), debit(STRIPE_BALANCE, 4_000), credit(UNEARNED, 3_999)))
                .isInstanceOf(UnbalancedEntry.class);
        assertThatThrownBy(() -> post("payment.collected", UUID.randomUUID(), debit(STRIPE_BALANCE, 4_000),
                Line.credit(UNEARNED, Money.of(4_000, "JPY"), booking, client))).isInstanceOf(UnbalancedEntry.class);
        assertThatThrownBy(() -> post("payment.collected", UUID.randomUUID())).isInstanceOf(UnbalancedEntry.class);
    }

    @Test
    void isWrittenOnlyInTheTransactionOfItsCause() {
        assertThatThrownBy(() -> ledger.post("payment.collected", UUID.randomUUID(), NOW, List.of(debit(STRIPE_BALANCE, 1), credit(UNEARNED, 1))))
                .isInstanceOf(IllegalTransactionStateException.class);
    }

    @Test
    void theDatabaseItselfRefusesAnUnbalancedEntry() {
        assertThatThrownBy(() -> transaction.executeWithoutResult(status -> {
            var entry = database.sql("insert into ledger.entry (cause, cause_id, at) values ('by.hand', gen_random_uuid(), '2026-03-02') returning number")
                    .query(Long.class).single();
            line(entry, "STRIPE_BALANCE", 100);
            line(entry, "UNEARNED", -99);
        })).hasStackTraceContaining("does not balance");
    }

    @Test
    void theDatabaseItselfRefusesAnEntryWithoutLines() {
        assertThatThrownBy(() -> database.sql("insert into ledger.entry (cause, cause_id, at) values ('by.hand', gen_random_uuid(), '2026-03-02')").update())
                .hasStackTraceContaining("has no lines");
    }

    @Test
    void theDatabaseItselfRefusesToUnbalanceAnEntryLater() {
        post("payment.collected", UUID.randomUUID(), debit(STRIPE_BALANCE, 4_000), credit(UNEARNED, 4_000));
        var entry = database.sql("select entry from ledger.line where subject = :booking limit 1").param("booking", booking).query(Long.class).single();

        assertThatThrownBy(() -> line(entry, "REVENUE", 1)).hasStackTraceContaining("does not balance");
    }

    @Test
    void theDatabaseItselfRefusesToChangeOrDeleteWhatIsWritten() {
        post("payment.collected", UUID.randomUUID(), debit(STRIPE_BALANCE, 4_000), credit(UNEARNED, 4_000));

        for (var change : List.of("update ledger.line set amount_minor = 1", "update ledger.entry set cause = 'x'", "delete from ledger.line",
                "delete from ledger.entry", "truncate ledger.entry cascade")) {
            assertThatThrownBy(() -> database.sql(change).update()).as(change).isInstanceOf(DataAccessException.class)
                    .hasStackTraceContaining("append-only");
        }
    }

    private void line(long entry, String account, long amount) {
        database.sql("insert into ledger.line (entry, account, amount_minor, currency) values (:entry, :account, :amount, 'EUR')")
                .param("entry", entry).param("account", account).param("amount", amount).update();
    }

    private void post(String cause, UUID id, Line... lines) {
        transaction.executeWithoutResult(status -> ledger.post(cause, id, NOW, List.of(lines)));
    }

    private Line debit(Account account, long cents) {
        return Line.debit(account, Money.of(cents, "EUR"), booking, client);
    }

    private Line credit(Account account, long cents) {
        return Line.credit(account, Money.of(cents, "EUR"), booking, client);
    }
}
