package dev.upfront.ops.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.upfront.UpfrontTest;
import dev.upfront.booking.BookingStatus;
import dev.upfront.catalog.Catalog;
import dev.upfront.catalog.Offering;
import dev.upfront.ledger.Account;
import dev.upfront.ledger.Ledger;
import dev.upfront.ledger.Line;
import dev.upfront.money.Money;
import dev.upfront.payment.Purpose;
import dev.upfront.sandbox.Fixtures;
import dev.upfront.sandbox.Journey;
import dev.upfront.sandbox.Sandbox;
import java.net.URI;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.transaction.support.TransactionTemplate;

/** Earned, unearned and owed, as the book has them. Each test earns in a currency of its own, so that it sees only its own money. */
@UpfrontTest
class LedgerPageTests {

    @Autowired Fixtures fixtures;
    @Autowired Journey journey;
    @Autowired Catalog catalog;
    @Autowired Ledger ledger;
    @Autowired Sandbox sandbox;
    @Autowired TransactionTemplate transaction;
    @Value("${upfront.base-address}") URI base;

    @Test
    void whatWasPaidIsUnearnedUntilTheSessionAndThenEarnedAndTheRestIsOwed() {
        var booking = journey.bookAndConfirm(fixtures.offering().price(120_000, "DKK").deposit(40_000).onSale());
        var desk = Desk.signedIn(base);
        assertThat(desk.open("/ops/ledger?currency=DKK").select(".totals").text()).contains("Unearned now DKK 400.00").contains("Earned this month DKK 0.00");
        assertThat(desk.page().text()).contains("Nothing was earned in the last twelve months");
        var paidOn = today();

        sandbox.stripe().cardsOnFileBecome(journey.charges(booking).getFirst().customer().orElseThrow(), Journey.CARD_THAT_GOES_BAD);
        journey.advanceToTheEndOf(booking);
        journey.awaitStatus(booking, BookingStatus.DELIVERED);
        journey.awaitOwed(booking);

        desk.open("/ops/ledger?currency=DKK");
        assertThat(desk.page().select(".totals").text()).contains("Unearned now DKK 0.00", "Owed now DKK 800.00");
        assertThat(desk.page().select("tr:contains(Session)").text()).contains("DKK 1,200.00");
        assertThat(desk.page().select(".chart rect")).hasSize(12);
        assertThat(desk.page().select("#trial tfoot td").eachText()).containsExactly("DKK 1,200.00", "DKK 1,200.00");
        assertThat(desk.open("/ops/ledger?currency=DKK&asOf=" + paidOn).select("#trial tr:contains(Unearned)").text()).contains("DKK 400.00");
        assertThat(desk.open("/ops/ledger?currency=DKK&asOf=2001-01-01").select("#trial").text()).contains("Nothing was booked by then");
    }

    @Test
    void aLineOfAnAccountLeadsToWhatItIsAboutAndToTheClient() {
        var booking = journey.bookAndConfirm(fixtures.offering().price(50_000, "SEK").onSale());
        var desk = Desk.signedIn(base);

        desk.open("/ops/ledger?currency=SEK");
        desk.open(desk.page().select("#trial a:contains(Unearned)").attr("href"));

        assertThat(desk.page().select("main").text()).contains("SEK 500.00 credit", "Payment collected");
        assertThat(desk.page().select("tbody a").eachAttr("href")).containsExactly("/ops/bookings/" + booking.id(), "/ops/clients/" + booking.client());
        assertThat(desk.page().select("tbody a.reference").text()).isEqualTo(booking.reference());
    }

    @Test
    void anAccountIsReadPageByPage() {
        for (long minor = 1; minor <= 120; minor++) {
            post(minor, "ISK");
        }
        var desk = Desk.signedIn(base);
        var seen = new ArrayList<String>();
        for (var next = "/ops/ledger/UNEARNED?currency=ISK"; !next.isEmpty(); next = desk.page().select("a[rel=next]").attr("href")) {
            seen.addAll(desk.open(next).select("td[data-label=Credit]").eachText());
        }
        assertThat(seen).hasSize(120).doesNotHaveDuplicates();
    }

    @Test
    void theBookCanBeTakenAlongAndNoSpreadsheetRunsWhatIsInIt() {
        var plain = fixtures.offering().price(90_000, "NOK").onSale();
        catalog.save(new Offering(plain.id(), plain.slug(), "=cmd|' /C calc'!A0", plain.description(), plain.duration(), plain.price(), plain.terms(), plain.policy(),
                plain.forms(), plain.contracts(), plain.providers(), plain.place(), plain.active(), plain.version()));
        var booking = journey.bookAndConfirm(catalog.offering(plain.id()));
        journey.awaitPaid(booking, Purpose.FULL_PRICE);
        journey.advanceToTheEndOf(booking);
        journey.awaitStatus(booking, BookingStatus.DELIVERED);
        var desk = Desk.signedIn(base);

        desk.open("/ops/ledger.csv");

        assertThat(desk.answer().headers().firstValue("content-type")).hasValueSatisfying(type -> assertThat(type).startsWith("text/csv").containsIgnoringCase("charset=utf-8"));
        assertThat(desk.answer().headers().firstValue("content-disposition")).hasValueSatisfying(name -> assertThat(name).startsWith("attachment"));
        var rows = List.of(desk.answer().body().split("\r\n"));
        assertThat(rows.getFirst()).isEqualTo("entry,at,cause,cause_id,account,amount_minor,amount,currency,about,subject,client,offering,offering_id");
        assertThat(rows).filteredOn(row -> row.contains(booking.reference())).hasSize(4)
                .anySatisfy(row -> assertThat(row).contains(",UNEARNED,-90000,-900.00,NOK,"))
                .anySatisfy(row -> assertThat(row).contains(",REVENUE,-90000,-900.00,NOK,").contains(",'=cmd|' /C calc'!A0,"))
                .allSatisfy(row -> assertThat(row).matches("\\d+,\\d{4}-\\d{2}-\\d{2}T[^,]*Z,.*"));
        desk.open("/ops/ledger.csv?account=REVENUE&currency=NOK");
        assertThat(desk.answer().body().split("\r\n")).hasSize(2);
        assertThat(desk.open("/ops/ledger.csv?to=2001-01-01").text()).doesNotContain("NOK");
    }

    @Test
    void whatNobodyCouldMeanBreaksNothing() {
        var desk = Desk.signedIn(base);
        for (var path : List.of("/ops/ledger?currency=nonsense&asOf=nonsense", "/ops/ledger?asOf=-999999999-01-01", "/ops/ledger?asOf=%2B999999999-12-31",
                "/ops/ledger/REVENUE?before=nonsense", "/ops/ledger/REVENUE?before=2026-01-01T00:00:00Z", "/ops/ledger/REVENUE?currency=XXX",
                "/ops/ledger/REVENUE?before=-1000000000-01-01T00:00:00Z~1", "/ops/ledger.csv?from=nonsense&to=9999-99-99")) {
            desk.open(path);
            assertThat(desk.status()).as(path).isEqualTo(200);
        }
        desk.open("/ops/ledger/NOTHING");
        assertThat(desk.status()).isEqualTo(404);
        desk.open("/ops/ledger.csv?account=NOTHING");
        assertThat(desk.status()).isEqualTo(404);
    }

    private void post(long minor, String currency) {
        var subject = UUID.randomUUID();
        var client = UUID.randomUUID();
        transaction.executeWithoutResult(status -> ledger.post("test.posted", subject, sandbox.clock().instant(), List.of(
                Line.debit(Account.STRIPE_BALANCE, Money.of(minor, currency), subject, client), Line.credit(Account.UNEARNED, Money.of(minor, currency), subject, client))));
    }

    private LocalDate today() {
        return LocalDate.ofInstant(sandbox.clock().instant(), practiceZone());
    }

    private ZoneId practiceZone() {
        return catalog.practice().zone();
    }
}
