package dev.upfront.ops.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.upfront.UpfrontTest;
import dev.upfront.booking.Booking;
import dev.upfront.booking.BookingStatus;
import dev.upfront.booking.Bookings;
import dev.upfront.client.Clients;
import dev.upfront.money.Money;
import dev.upfront.payment.Payments;
import dev.upfront.payment.Purpose;
import dev.upfront.sandbox.Fixtures;
import dev.upfront.sandbox.Journey;
import dev.upfront.sandbox.Sandbox;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;

/** What staff see and decide: each act that moves money shows first what it means, and then does exactly that. */
@UpfrontTest
class ConsoleTests {

    @Autowired Fixtures fixtures;
    @Autowired Journey journey;
    @Autowired Bookings bookings;
    @Autowired Payments payments;
    @Autowired Clients clients;
    @Autowired Sandbox sandbox;
    @Value("${upfront.base-address}") URI base;

    @Test
    void aBookingIsFoundByItsReferenceAndByItsClient() {
        var booking = journey.book(fixtures.offering().free().onSale());
        var desk = Desk.signedIn(base);

        desk.open("/ops/bookings?q=" + booking.reference().toLowerCase(java.util.Locale.ROOT));
        assertThat(desk.path()).isEqualTo("/ops/bookings/" + booking.id());
        assertThat(desk.open("/ops/bookings?q=" + clients.client(booking.client()).mail()).text()).contains(booking.reference());
        assertThat(desk.open("/ops/clients/" + booking.client()).text()).contains(booking.reference());
        assertThat(desk.open("/ops/bookings?q=no-such-thing").text()).contains("Nothing found");
    }

    @Test
    void cancellingShowsTheAmountsAndThenDoesExactlyThat() {
        var booking = journey.bookAndConfirm(fixtures.offering().onSale());
        var desk = Desk.signedIn(base);
        desk.open("/ops/bookings/" + booking.id() + "/cancel");
        assertThat(desk.page().select(".figures").text()).contains("Goes back to the client").contains("120.00");
        assertThat(bookings.booking(booking.id()).status()).isEqualTo(BookingStatus.CONFIRMED);

        desk.press("Cancel and give back");

        assertThat(desk.path()).isEqualTo("/ops/bookings/" + booking.id());
        assertThat(bookings.booking(booking.id()).status()).isEqualTo(BookingStatus.CANCELLED);
        await().atMost(20, TimeUnit.SECONDS).until(() -> paid(booking), Money::isZero);
        assertThat(desk.open("/ops/bookings/" + booking.id() + "/cancel").text()).contains("has ended already");
    }

    @Test
    void amountsNobodySawAreNotTaken() {
        var booking = journey.bookAndConfirm(fixtures.offering().onSale());
        var desk = Desk.signedIn(base);
        for (var seen : List.of("", "nonsense", "12000:0:0:1:0", "99999999999999999999:0:0:0:0")) {
            desk.open("/ops/bookings/" + booking.id() + "/cancel");
            assertThat(desk.press("Cancel and give back", Map.of("seen", seen)).text()).contains("The amounts have changed");
        }
        assertThat(bookings.booking(booking.id()).status()).isEqualTo(BookingStatus.CONFIRMED);
    }

    @Test
    void aNoShowCanBeWaivedWhileItIsReviewed() {
        var booking = journey.bookAndConfirm(fixtures.offering().onSale());
        journey.awaitEngineAtRest();
        journey.advanceTo(booking.startsAt().plus(Duration.ofMinutes(1)));
        var desk = Desk.signedIn(base);
        assertThat(desk.open("/ops/bookings/" + booking.id() + "/no-show").text()).contains("Nothing is charged now");
        desk.press("Mark as not shown");
        assertThat(desk.page().text()).contains("is under review until", "What was paid covers it", "Let it stand: keep €120.00 of what was paid").doesNotContain("Let it stand: collect");
        assertThat(desk.open("/ops").text()).contains("did not come");

        desk.open("/ops/bookings/" + booking.id());
        assertThat(desk.press("Waive", Map.of("because", " ")).text()).contains("Say why");
        desk.press("Waive", Map.of("because", "The train did not run"));

        assertThat(desk.page().text()).contains("The train did not run");
        await().atMost(20, TimeUnit.SECONDS).until(() -> paid(booking), Money::isZero);
    }

    @Test
    void aReviewedFeeSaysHowMuchOfItIsStillToBeCollected() {
        var booking = journey.bookAndConfirm(fixtures.offering().deposit(4_000).onSale());
        journey.awaitEngineAtRest();
        journey.advanceTo(booking.startsAt().plus(Duration.ofMinutes(1)));
        var desk = Desk.signedIn(base);
        desk.open("/ops/bookings/" + booking.id() + "/no-show");

        assertThat(desk.press("Mark as not shown").text()).contains("The fee of €120.00 is under review", "€80.00 is collected when the review ends", "Let it stand: collect €80.00 now");
    }

    @Test
    void aBookingIsMovedWithoutMoney() {
        var booking = journey.bookAndConfirm(fixtures.offering().onSale());
        var desk = Desk.signedIn(base);
        desk.open("/ops/bookings/" + booking.id() + "/move");
        var time = desk.page().select("a.slot").last().attr("href");
        desk.open(time);

        desk.press("Move the session");

        var moved = bookings.booking(booking.id());
        assertThat(moved.startsAt()).isNotEqualTo(booking.startsAt());
        assertThat(time).contains(moved.startsAt().toString());
        assertThat(paid(booking)).isEqualTo(booking.price());
        assertThat(desk.open("/ops/bookings/" + booking.id() + "/move?start=nonsense&week=neither").select("h1").text()).contains("Move");
    }

    @Test
    void aPartIsRefundedAfterItsMeaningWasShown() {
        var booking = journey.bookAndConfirm(fixtures.offering().onSale());
        var payment = payments.ofSubject(booking.id().value()).getFirst();
        var desk = Desk.signedIn(base);
        desk.open("/ops/payments/" + payment.id() + "/refund");
        assertThat(desk.press("Go on", Map.of("amount", "500", "reason", "")).select(".error").eachAttr("id")).containsExactlyInAnyOrder("amount-error", "reason-error");
        assertThat(desk.press("Go on", Map.of("amount", "20.50", "reason", "Began late")).text()).contains("can’t be taken back");
        assertThat(payments.refundsOf(booking.id().value())).isEmpty();

        desk.press("Give back");

        assertThat(desk.path()).isEqualTo("/ops/payments/" + payment.id());
        await().atMost(20, TimeUnit.SECONDS).until(() -> payments.payment(payment.id()).refunded().toString(), "EUR 20.50"::equals);
        journey.awaitMail(booking, "Refund");
        for (var path : List.of("/ops/bookings/" + booking.id(), "/ops/payments/" + payment.id())) {
            assertThat(desk.open(path).text()).as(path).contains("Began late").containsOnlyOnce("Mail “Refund: €20.50").containsOnlyOnce("Mail “Receipt");
        }
    }

    @Test
    void whatTwoPeopleGiveBackAtTheSameTimeIsGivenBackTwiceAndAFormSentTwiceOnce() {
        var booking = journey.bookAndConfirm(fixtures.offering().onSale());
        var payment = payments.ofSubject(booking.id().value()).getFirst();
        var desk = Desk.signedIn(base);
        var other = Desk.signedIn(base);
        for (var each : List.of(desk, other)) {
            each.open("/ops/payments/" + payment.id() + "/refund");
            each.press("Go on", Map.of("amount", each == desk ? "70" : "50", "reason", "Began late"));
        }
        var wish = desk.page().select("input[name=wish]").val();
        desk.press("Give back");
        other.press("Give back");
        assertThat(payments.refundsOf(booking.id().value())).extracting(refund -> refund.amount().toString()).containsExactlyInAnyOrder("EUR 70.00", "EUR 50.00");

        var path = "/ops/payments/" + payment.id() + "/refund";
        assertThat(desk.sendLate(path, Map.of("amount", "70", "reason", "Began late", "wish", wish, "confirmed", "yes")).text()).contains("€70.00 is on its way back to the client.");
        assertThat(desk.sendLate(path, Map.of("amount", "30", "reason", "Began late", "wish", wish, "confirmed", "yes")).text()).contains("Nothing more was given back");
        assertThat(desk.status()).isEqualTo(422);
        assertThat(payments.refundsOf(booking.id().value())).hasSize(2);
    }

    @Test
    void aSecondDecisionAboutARefundIsToldWhatTheFirstWas() {
        var booking = journey.book(fixtures.offering().onSale());
        journey.pay(booking, "4000000000005126");
        journey.awaitStatus(booking, BookingStatus.CONFIRMED);
        var desk = Desk.signedIn(base);
        var payment = payments.ofSubject(booking.id().value()).getFirst();
        desk.open("/ops/payments/" + payment.id() + "/refund");
        desk.press("Go on", Map.of("amount", "20", "reason", "Began late"));
        desk.press("Give back");
        var refund = payments.refundsOf(booking.id().value()).getFirst().id();
        await().atMost(20, TimeUnit.SECONDS).until(() -> {
            sandbox.stripe().settleRefunds();
            return payments.refund(refund).status() == dev.upfront.payment.RefundStatus.FAILED;
        });
        var other = Desk.signedIn(base);
        other.open("/ops/refunds/" + refund + "/decide?decision=DECLINE");
        desk.open("/ops/refunds/" + refund + "/decide?decision=PAID_OTHERWISE");
        desk.press("Paid another way");

        assertThat(other.press("Keep the money").text()).contains("it was decided already that the client got the money another way. Nothing was changed.");
    }

    @Test
    void stuckMoneySaysWhyAndIsDecidedAfterItsMeaningWasShown() {
        var booking = journey.book(fixtures.offering().deposit(4_000).onSale());
        journey.pay(booking, Journey.GOOD_CARD);
        journey.awaitStatus(booking, BookingStatus.CONFIRMED);
        sandbox.stripe().cardsOnFileBecome(journey.charges(booking).getFirst().customer().orElseThrow(), Journey.CARD_THAT_GOES_BAD);
        journey.advanceToTheEndOf(booking);
        journey.awaitStatus(booking, BookingStatus.DELIVERED);
        var balance = await().atMost(20, TimeUnit.SECONDS).until(() -> payments.ofSubject(booking.id().value()).stream()
                .filter(payment -> payment.purpose() == Purpose.BALANCE).findFirst(), java.util.Optional::isPresent).orElseThrow();
        var desk = Desk.signedIn(base);
        await().atMost(20, TimeUnit.SECONDS).untilAsserted(() ->
                assertThat(desk.open("/ops/money").select("tr:contains(" + balance.reference() + ")").text()).contains("declined"));
        for (var path : List.of("/ops/bookings/" + booking.id(), "/ops/payments/" + balance.id())) {
            assertThat(desk.open(path).select("li:contains(Tried to collect)").text()).as(path)
                    .contains("balance €80.00 (" + balance.reference() + ")", "The card on file was declined; the bank did not say why.");
            await().atMost(20, TimeUnit.SECONDS).untilAsserted(() ->
                    assertThat(desk.open(path).text()).as("the mail with the pay link, on " + path).contains("Mail “Please pay €80.00"));
        }
        payments.awaitDecision(balance.id()); // as a flow asks that began before dunning
        assertThat(desk.open("/ops/money?show=decisions").select("tr:contains(" + balance.reference() + ")").text()).contains("Ask again");

        desk.open("/ops/payments/" + balance.id() + "/decide?decision=WRITE_OFF");
        assertThat(desk.page().text()).contains("You give up").contains("80.00");
        assertThat(desk.press("Write off").text()).contains("The payment is written off");
        desk.open("/ops/payments/" + balance.id() + "/decide?decision=WRITE_OFF");
        assertThat(desk.press("Write off").text()).contains("nothing to decide");
    }

    @Test
    void aFlowThatStoppedShowsTheSameMessageAsOperate() {
        var booking = journey.bookAndConfirm(fixtures.offering().deposit(4_000).onSale());
        var desk = Desk.signedIn(base);
        sandbox.stripe().switches().down(true);
        try {
            journey.advanceToTheEndOf(booking);
            var row = "tr:contains(" + journey.awaitOwed(booking).reference() + ")";
            await().atMost(20, TimeUnit.SECONDS).untilAsserted(() -> assertThat(desk.open("/ops/money").select(row).text()).contains("answer did not arrive"));
            sandbox.advance(Duration.ofDays(3).plusMinutes(1)); // longer than an outage is waited out

            await().atMost(20, TimeUnit.SECONDS).untilAsserted(() -> assertThat(desk.open("/ops/money").select(row).text())
                    .contains("Charging the card on file for", "is not settled", "press Retry in Operate"));
            assertThat(desk.open("/ops/money?show=decisions").select(row)).as("it needs a person").hasSize(1);
        } finally {
            sandbox.stripe().switches().reset();
            journey.retryWhatStopped("is not settled");
        }
    }

    @Test
    void aFlowThatStoppedBeforeAnythingWasOwedIsToldToo() {
        var booking = journey.book(fixtures.offering().forms("never-published").onSale());
        var desk = Desk.signedIn(base);

        await().atMost(20, TimeUnit.SECONDS).pollInterval(Duration.ofMillis(200)).untilAsserted(() -> {
            sandbox.advance(Duration.ofSeconds(30)); // the retries' pauses
            assertThat(desk.open("/ops/money").select("tr:contains(never-published)").text()).contains(booking.id().toString(), "press Retry in Operate");
        });
    }

    @Test
    void theClientGetsANewLinkAndTheOldOnesCanBeMadeUseless() {
        var booking = journey.bookAndConfirm(fixtures.offering().free().onSale());
        var desk = Desk.signedIn(base);
        desk.open("/ops/bookings/" + booking.id());
        assertThat(desk.press("Send a new link").text()).contains("is on its way to");
        journey.awaitMail(booking, "Your link");
        assertThat(desk.press("Make all links useless").text()).contains("None of the links");
    }

    @Test
    void whatIsNotThereIsToldAndNothingBreaks() {
        var desk = Desk.signedIn(base);
        var nobody = "7b0c1e3a-0000-4000-8000-000000000000";
        for (var path : List.of("/ops/bookings/" + nobody, "/ops/clients/" + nobody, "/ops/payments/" + nobody, "/ops/providers/" + nobody,
                "/ops/offerings/" + nobody, "/ops/forms/nothing", "/ops/contracts/nothing", "/ops/bookings/" + nobody + "/move", "/ops/refunds/" + nobody + "/decide?decision=DECLINE",
                "/ops/bookings/nonsense", "/ops/payments/nonsense/refund", "/ops/payments/" + nobody + "/decide?decision=NOPE", "/ops/no-such-page", "/ops/sign-in/more")) {
            desk.open(path);
            assertThat(desk.status()).as(path).isEqualTo(404);
            assertThat(desk.page().select("nav[aria-label=Console]")).as(path).isNotEmpty();
            assertThat(desk.page().select("nav [aria-current], .emblem.stuck")).as("stands at no place, and nothing is stuck").isEmpty();
            assertThat(desk.page().select("main a[href=/ops]").text()).as(path).isEqualTo("To today");
        }
    }

    private Money paid(Booking booking) {
        return payments.paid(booking.id().value(), booking.price().currency());
    }
}
