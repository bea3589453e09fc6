package dev.upfront.ledger;

import static dev.upfront.ledger.Book.euros;
import static org.assertj.core.api.Assertions.assertThat;

import dev.upfront.money.Money;
import dev.upfront.sandbox.RoomTest;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Currency;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.transaction.support.TransactionTemplate;

/** What the book says of a moment that is past, of one client, of one offering. */
@RoomTest
@TestInstance(Lifecycle.PER_METHOD)
class AsOfTests {

    private static final Currency EURO = Currency.getInstance("EUR");
    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");

    @Autowired Ledger ledger;
    @Autowired ClientAccounts clients;
    @Autowired Income income;
    @Autowired Journal journal;
    @Autowired TransactionTemplate transaction;

    private final UUID session = UUID.randomUUID();
    private final UUID coaching = UUID.randomUUID();
    private Book book;

    @BeforeEach
    void open() {
        book = new Book(ledger, transaction);
    }

    @Test
    void anAccountIsKnownAsOfAnyInstantThatInstantIncluded() {
        var before = ledger.balance(Account.UNEARNED, EURO, Instant.parse("2023-01-31T22:59:59.999999Z"));
        book.collected(session, 4_000, "2023-01-31T23:00:00Z");
        book.delivered(session, coaching, 4_000, 8_000, "2023-02-10T10:00:00Z");

        assertThat(ledger.balance(Account.UNEARNED, EURO, Instant.parse("2023-01-31T22:59:59.999999Z"))).isEqualTo(before);
        assertThat(ledger.balance(Account.UNEARNED, EURO, Instant.parse("2023-01-31T23:00:00Z"))).isEqualTo(before.minus(euros(4_000)));
        assertThat(ledger.balance(Account.UNEARNED, EURO, Instant.parse("2023-02-10T10:00:00Z"))).isEqualTo(before);
    }

    @Test
    void theTrialBalanceAddsUpToZeroInEachCurrencyAtAnyInstant() {
        book.collected(session, 4_000, "2026-01-31T23:00:00Z");
        book.post("payment.collected", "2026-02-01T10:00:00Z", Line.debit(Account.STRIPE_BALANCE, Money.of(900, "JPY"), session, book.client),
                Line.credit(Account.UNEARNED, Money.of(900, "JPY"), session, book.client));
        book.delivered(session, coaching, 4_000, 8_000, "2026-02-10T10:00:00Z");

        for (var instant : new String[] {"2026-02-01T00:00:00Z", "2026-02-05T00:00:00Z", "2026-03-01T00:00:00Z"}) {
            var trial = ledger.trialBalance(Instant.parse(instant));
            for (var currency : new String[] {"EUR", "JPY"}) {
                assertThat(trial.in(Currency.getInstance(currency)).stream().map(AccountBalance::amount).mapToLong(Money::minor).sum()).as(currency + " at " + instant).isZero();
            }
        }
        assertThat(ledger.trialBalance(Instant.parse("1999-01-01T00:00:00Z")).balances()).isEmpty();
    }

    @Test
    void allThatStandsBecauseOfOneSubjectIsOneQuestion() {
        book.collected(session, 4_000, "2026-01-31T23:00:00Z");
        book.delivered(session, coaching, 4_000, 8_000, "2026-02-10T10:00:00Z");

        assertThat(ledger.balances(session)).containsExactly(new AccountBalance(Account.STRIPE_BALANCE, euros(4_000)),
                new AccountBalance(Account.RECEIVABLE, euros(8_000)), new AccountBalance(Account.UNEARNED, euros(0)),
                new AccountBalance(Account.REVENUE, euros(-12_000)));
    }

    @Test
    void aClientStandsAsTheBookSays() {
        book.collected(session, 4_000, "2026-02-01T10:00:00Z");
        assertThat(clients.standing(book.client, EURO, Instant.parse("2026-02-05T00:00:00Z")))
                .isEqualTo(new Standing(euros(4_000), euros(4_000), euros(0), euros(0), euros(0)));

        book.delivered(session, coaching, 4_000, 8_000, "2026-02-10T10:00:00Z");
        book.refunded(session, 1_500, "2026-02-11T10:00:00Z");

        var now = clients.standing(book.client, EURO, Instant.parse("2026-03-01T00:00:00Z"));
        assertThat(now).isEqualTo(new Standing(euros(4_000), euros(0), euros(8_000), euros(1_500), euros(10_500)));
        assertThat(now.refundable()).as("what is on its way back cannot go back twice").isEqualTo(euros(2_500));
        assertThat(clients.standings(UUID.randomUUID(), Instant.parse("2026-03-01T00:00:00Z"))).isEmpty();
    }

    @Test
    void whatStripeKeepsOrPaysOutIsStillReceivedFromTheClientAndWhatIsDisputedIsNot() {
        book.collected(session, 4_000, "2026-02-01T10:00:00Z");
        book.post("stripe.fee", "2026-02-01T10:00:01Z", book.debit(Account.STRIPE_FEES, 120, session), book.credit(Account.STRIPE_BALANCE, 120, session));
        book.post("stripe.paidOut", "2026-02-03T10:00:00Z", book.debit(Account.BANK, 3_880, session), book.credit(Account.STRIPE_BALANCE, 3_880, session));
        assertThat(clients.standing(book.client, EURO, Instant.parse("2026-02-05T00:00:00Z")).refundable()).isEqualTo(euros(4_000));

        book.post("dispute.opened", "2026-02-06T10:00:00Z", book.debit(Account.DISPUTES, 4_000, session), book.credit(Account.STRIPE_BALANCE, 4_000, session));
        assertThat(clients.standing(book.client, EURO, Instant.parse("2026-02-07T00:00:00Z")).refundable()).isEqualTo(euros(0));
    }

    @Test
    void aMonthsStatementGoesFromItsOpeningToItsClosing() {
        book.collected(session, 4_000, "2026-01-31T22:30:00Z"); // January in Berlin
        book.delivered(session, coaching, 4_000, 8_000, "2026-01-31T23:30:00Z"); // February in Berlin
        book.post("payment.collected", "2026-02-20T10:00:00Z", book.debit(Account.STRIPE_BALANCE, 8_000, session), book.credit(Account.RECEIVABLE, 8_000, session));
        book.collected(UUID.randomUUID(), 12_000, "2026-03-01T09:00:00Z");

        var february = clients.statement(book.client, YearMonth.of(2026, 2), BERLIN, EURO);

        assertThat(february.opening().unearned()).isEqualTo(euros(4_000));
        assertThat(february.movements()).extracting(Movement::cause).containsExactly("booking.delivered", "payment.collected");
        assertThat(february.movements()).extracting(movement -> movement.change().owed()).containsExactly(euros(8_000), euros(-8_000));
        assertThat(february.movements()).extracting(movement -> movement.change().received()).containsExactly(euros(0), euros(8_000));
        assertThat(february.closing()).isEqualTo(new Standing(euros(12_000), euros(0), euros(0), euros(0), euros(12_000)));
        assertThat(clients.statement(book.client, YearMonth.of(2026, 3), BERLIN, EURO).opening()).isEqualTo(february.closing());
    }

    @Test
    void whatAnOfferingEarnedIsKnownByMonthLessWhatWentBack() {
        var from = Instant.parse("2021-01-01T00:00:00Z"); // a year that no other test writes in
        var second = UUID.randomUUID();
        book.collected(session, 4_000, "2021-01-31T20:00:00Z");
        book.delivered(session, coaching, 4_000, 8_000, "2021-01-31T23:30:00Z");
        book.refunded(session, 1_500, "2021-02-11T10:00:00Z");
        book.collected(second, 9_000, "2021-02-12T10:00:00Z");
        book.post("booking.closed", "2021-02-13T10:00:00Z", book.debit(Account.UNEARNED, 9_000, second), book.credit(Account.FEES, 9_000, second));

        var february = YearMonth.of(2021, 2);
        assertThat(income.byOffering(from, Instant.parse("2021-12-31T00:00:00Z"), BERLIN, EURO)).containsExactlyInAnyOrder(
                new Earned(february, coaching, euros(10_500)), new Earned(february, null, euros(9_000)));
        assertThat(income.byOffering(from, Instant.parse("2021-12-31T00:00:00Z"), ZoneOffset.UTC, EURO)).first()
                .isEqualTo(new Earned(YearMonth.of(2021, 1), coaching, euros(12_000)));
        assertThat(income.byOffering(from, Instant.parse("2021-01-31T23:30:00Z"), ZoneOffset.UTC, EURO)).as("the end does not count").isEmpty();
    }

    @Test
    void anOfferingIsNotGuessedWhereASubjectHasSeveral() {
        var lot = UUID.randomUUID();
        book.post("credit.used", "2022-01-01T10:00:00Z", book.debit(Account.UNEARNED, 100, lot), book.credit(Account.REVENUE, 100, lot).about(coaching));
        book.post("credit.used", "2022-01-02T10:00:00Z", book.debit(Account.UNEARNED, 100, lot), book.credit(Account.REVENUE, 100, lot).about(UUID.randomUUID()));
        book.refunded(lot, 50, "2022-01-03T10:00:00Z");

        assertThat(income.byOffering(Instant.parse("2022-01-03T00:00:00Z"), Instant.parse("2022-01-04T00:00:00Z"), ZoneOffset.UTC, EURO))
                .containsExactly(new Earned(YearMonth.of(2022, 1), null, euros(-50)));
    }

    @Test
    void anAccountIsReadInPiecesWithoutLosingOrRepeatingALine() {
        var from = Instant.parse("2020-05-01T00:00:00Z");
        for (int cents = 1; cents <= 7; cents++) { // all at the same instant
            book.collected(UUID.randomUUID(), cents, "2020-05-01T10:00:00Z");
        }

        var newestFirst = new ArrayList<Posting>();
        var place = Place.after(Instant.parse("2020-05-01T10:00:00Z"));
        for (var piece = journal.latest(Account.UNEARNED, EURO, place, 3); !piece.isEmpty(); piece = journal.latest(Account.UNEARNED, EURO, place, 3)) {
            newestFirst.addAll(piece);
            place = Place.parse(piece.getLast().place().toString());
        }
        assertThat(newestFirst).extracting(posting -> posting.line().amount().minor()).containsExactly(-7L, -6L, -5L, -4L, -3L, -2L, -1L);
        assertThat(journal.from(Account.UNEARNED, EURO, Place.before(from), Instant.parse("2020-05-02T00:00:00Z"), 100)).isEqualTo(newestFirst.reversed());
        assertThat(journal.all(from, Instant.parse("2020-05-02T00:00:00Z"), 0, 0, 100)).hasSize(14);
    }
}
