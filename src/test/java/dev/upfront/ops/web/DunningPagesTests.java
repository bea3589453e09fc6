package dev.upfront.ops.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.upfront.UpfrontTest;
import dev.upfront.booking.Booking;
import dev.upfront.booking.BookingStatus;
import dev.upfront.catalog.Catalog;
import dev.upfront.dunning.DebtStatus;
import dev.upfront.dunning.Debts;
import dev.upfront.payment.Payment;
import dev.upfront.payment.PaymentStatus;
import dev.upfront.payment.Payments;
import dev.upfront.payment.Purpose;
import dev.upfront.sandbox.Fixtures;
import dev.upfront.sandbox.Journey;
import dev.upfront.sandbox.Sandbox;
import java.net.URI;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

@UpfrontTest
class DunningPagesTests {

    @LocalServerPort int port;
    @Autowired Catalog catalog;
    @Autowired Debts debts;
    @Autowired Payments payments;
    @Autowired Fixtures fixtures;
    @Autowired Journey journey;
    @Autowired Sandbox sandbox;

    private Desk desk;

    @BeforeEach
    void staffSignIn() {
        desk = Desk.signedIn(URI.create("http://localhost:" + port));
    }

    @Test
    void theBoardSaysWhatIsOwedWhyAndWhatComesNext() {
        var debt = debt();
        var row = "tr:contains(" + debt.reference() + ")";
        assertThat(desk.open("/ops/dunning").select(row).text()).contains("€80.00", "The card was declined.", "The card is charged again", "Charge now", "Decide…");
        assertThat(desk.page().select("section:has(" + row + ") h2").text()).isEqualTo("Next: charge the card again");
        assertThat(desk.open("/ops").text()).containsPattern("(One debt is|\\d+ debts are) followed up");
        assertThat(desk.open("/ops/payments/" + debt.id()).select("a:contains(How it is followed up)").attr("href")).isEqualTo("/ops/dunning/" + debt.id());
        assertThat(desk.page().select(".timeline").text()).contains("Dunning began: the card was declined");
    }

    @Test
    void aCardThatRestsIsNotChargedAndThePageSaysFromWhenOn() {
        var debt = debt();
        desk.open("/ops/dunning/" + debt.id());
        assertThat(desk.press("Charge €80.00 now").text()).contains("rests. Nothing was charged");
    }

    @Test
    void timeIsGivenUntilADay() {
        var debt = debt();
        desk.open("/ops/dunning/" + debt.id());
        assertThat(desk.press("Extend", Map.of("until", "2001-01-01")).text()).contains("Choose a day from today on");
        assertThat(desk.status()).isEqualTo(422);

        var until = LocalDate.ofInstant(sandbox.clock().instant(), practice()).plusDays(10);
        assertThat(desk.press("Extend", Map.of("until", until.toString())).text()).contains("nothing is charged, mailed or suspended", "until the end of");
        assertThat(debts.find(debt.id()).orElseThrow().extendedUntil()).isEqualTo(until);
    }

    @Test
    void cashIsNotedOnce() {
        var debt = debt();
        desk.open("/ops/dunning/" + debt.id());
        var page = desk.sendLate("/ops/dunning/" + debt.id() + "/paid", Map.of("means", "CASH"));
        assertThat(page.text()).contains("Noted: paid in cash.", "Recovered");
        assertThat(page.select("form button:contains(Paid in cash)")).as("nothing more to do").isEmpty();
        assertThat(payments.payment(debt.id()).status()).isEqualTo(PaymentStatus.PAID);
        assertThat(desk.sendLate("/ops/dunning/" + debt.id() + "/paid", Map.of("means", "CASH")).text()).contains("It was settled before, so nothing was noted");
    }

    @Test
    void writingOffNeedsAReasonAndShowsFirstWhatItMeans() {
        var debt = debt();
        assertThat(desk.open("/ops/dunning/" + debt.id()).text()).contains("You give up €80.00.", "it moves from receivable to written off", "can’t be taken back");
        assertThat(desk.press("Write off €80.00").text()).contains("Say why");
        assertThat(payments.payment(debt.id()).status()).isEqualTo(PaymentStatus.OWED);

        assertThat(desk.press("Write off €80.00", Map.of("reason", "moved abroad")).text()).contains("The debt is written off.", "Written off: moved abroad");
        assertThat(debts.find(debt.id()).orElseThrow().status()).isEqualTo(DebtStatus.WRITTEN_OFF);
        assertThat(desk.open("/ops/dunning").select("tr:contains(" + debt.reference() + ")")).isEmpty();
    }

    /** A balance that the card on file did not pay. */
    private Payment debt() {
        Booking booking = journey.bookAndConfirm(fixtures.offering().deposit(4_000).onSale());
        sandbox.stripe().cardsOnFileBecome(journey.charges(booking).getFirst().customer().orElseThrow(), Journey.CARD_THAT_GOES_BAD);
        journey.advanceToTheEndOf(booking);
        journey.awaitStatus(booking, BookingStatus.DELIVERED);
        var balance = payments.ofSubject(booking.id().value()).stream().filter(payment -> payment.purpose() == Purpose.BALANCE).findFirst().orElseThrow();
        await().atMost(20, TimeUnit.SECONDS).until(() -> debts.find(balance.id()).map(debt -> debt.nextAt() != null && debt.nextAt().isAfter(sandbox.clock().instant())).orElse(false));
        return balance;
    }

    private ZoneId practice() {
        return catalog.practice().zone();
    }
}
