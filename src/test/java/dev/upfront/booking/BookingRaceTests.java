package dev.upfront.booking;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.upfront.UpfrontTest;
import dev.upfront.calendar.Calendar;
import dev.upfront.engine.Processes;
import dev.upfront.ledger.Account;
import dev.upfront.money.Money;
import dev.upfront.payment.Payment;
import dev.upfront.payment.PaymentStatus;
import dev.upfront.payment.Payments;
import dev.upfront.payment.Purpose;
import dev.upfront.payment.StripeUnavailable;
import dev.upfront.sandbox.Fixtures;
import dev.upfront.sandbox.Journey;
import dev.upfront.sandbox.Sandbox;
import dev.upfront.sandbox.stripe.Recorded;
import dev.upfront.sandbox.stripe.WebhookFault;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.transaction.support.TransactionTemplate;

/** Two things at once, and outages in between: wherever they meet, the money and the slot end in one place. */
@UpfrontTest
class BookingRaceTests {

    @Autowired Fixtures fixtures;
    @Autowired Journey journey;
    @Autowired Bookings bookings;
    @Autowired BookingFlow flow;
    @Autowired Cancellations cancellations;
    @Autowired Payments payments;
    @Autowired Goodwill goodwill;
    @Autowired Processes processes;
    @Autowired Calendar calendar;
    @Autowired Sandbox sandbox;
    @Autowired TransactionTemplate transaction;

    @AfterEach
    void everythingWorksAgain() {
        sandbox.stripe().switches().reset();
        sandbox.stripe().releaseWebhooks();
    }

    @Test
    void moneyThatWasOnItsWayWhenTheClientCancelledGoesBackOnce() {
        var booking = journey.book(fixtures.offering().onSale());
        var session = journey.openCheckout(booking);
        sandbox.stripe().switches().webhooksNext(20, WebhookFault.LATE);
        sandbox.stripe().payCheckout(session, Journey.GOOD_CARD);

        cancel(booking, ClosingReason.CLIENT_CANCELLED, "client");

        awaitAllGivenBack(booking);
        sandbox.stripe().switches().reset();
        sandbox.stripe().releaseWebhooks();
        journey.awaitMail(booking, "Cancelled");
        awaitAllGivenBack(booking);
        assertThat(calendar.slot(booking.id().value())).isEmpty();
    }

    @Test
    void payingAndCancellingAtTheSameMomentEndsInOneOrTheOther() throws Exception {
        for (int round = 0; round < 4; round++) {
            var booking = journey.book(fixtures.offering().onSale());
            var session = journey.openCheckout(booking);

            together(() -> sandbox.stripe().payCheckout(session, Journey.GOOD_CARD), () -> cancelAgainAndAgain(booking, "client"));

            journey.awaitStatus(booking, BookingStatus.CANCELLED);
            journey.awaitMail(booking, "Cancelled");
            awaitAllGivenBack(booking);
        }
    }

    @Test
    void clientAndStaffCancelAtTheSameMomentOnce() throws Exception {
        var booking = journey.bookAndConfirm(fixtures.offering().onSale());
        var quote = cancellations.quote(booking.id(), ClosingReason.CLIENT_CANCELLED);

        together(() -> close(booking, ClosingReason.CLIENT_CANCELLED, quote, "client"), () -> close(booking, ClosingReason.STAFF_CANCELLED, quote, "Sam"));

        awaitAllGivenBack(booking);
        journey.awaitMail(booking, "Cancelled");
        assertThat(bookings.timeline(booking.id())).filteredOn(change -> change.what().equals("Cancelled")).hasSize(1);
        assertThat(journey.refunds(booking)).hasSize(1);
    }

    @Test
    void aBookingCancelledBeforeItsProcessBeganIsSettledAllTheSame() {
        var booking = transaction.execute(status -> {
            var made = journey.book(fixtures.offering().onSale());
            cancel(made, ClosingReason.CLIENT_CANCELLED, "client");
            return made;
        });

        journey.awaitMail(booking, "Cancelled");
        await().until(() -> bookings.closing(booking.id()).orElseThrow().settledAt() != null);
        assertThat(calendar.slot(booking.id().value())).isEmpty();
        assertThat(payments.ofSubject(booking.id().value())).isEmpty();
    }

    @Test
    void nothingIsAskedForOnceABookingIsCancelled() {
        var booking = journey.book(fixtures.offering().forms("intake-coaching").onSale());
        cancel(booking, ClosingReason.CLIENT_CANCELLED, "client");

        assertThatThrownBy(() -> flow.requestPayment(booking.id(), Purpose.FULL_PRICE)).isInstanceOf(NotAllowed.class).hasMessageContaining("has ended");
        assertThat(payments.ofSubject(booking.id().value())).isEmpty();
    }

    @Test
    void aNoShowAndTheEndOfTheSessionAtTheSameMomentAreOneOfThem() throws Exception {
        var booking = journey.bookUntilItsSession(fixtures.offering().deposit(4_000).onSale());
        journey.advanceTo(booking.endsAt());
        var quote = cancellations.quote(booking.id(), ClosingReason.NOT_SHOWN);

        together(() -> close(booking, ClosingReason.NOT_SHOWN, quote, "Sam"), () -> flow.deliver(booking.id()));

        var ended = journey.reload(booking.id()).status();
        assertThat(ended).isIn(BookingStatus.DELIVERED, BookingStatus.NOT_SHOWN);
        assertThat(bookings.closing(booking.id()).isPresent()).isEqualTo(ended == BookingStatus.NOT_SHOWN);
        journey.awaitEngineAtRest();
        sandbox.advance(Duration.ofHours(25));
        journey.awaitPaid(booking, ended == BookingStatus.NOT_SHOWN ? Purpose.FEE : Purpose.BALANCE);
        assertThat(amounts(journey.charges(booking))).containsExactly(4_000L, 8_000L);
        assertThat(journey.balance(Account.UNEARNED, booking)).isEqualTo(euro(0));
    }

    @Test
    void cancellingAtTheMomentTheHoldEndsIsOneOfThem() throws Exception {
        var booking = journey.book(fixtures.offering().onSale());
        journey.openCheckout(booking);
        journey.awaitEngineAtRest();

        together(() -> cancelAgainAndAgain(booking, "client"), () -> {
            journey.advanceTo(booking.holdExpiresAt());
            return null;
        });

        var ended = await().until(() -> journey.reload(booking.id()).status(), BookingStatus::ended);
        journey.awaitMail(booking, ended == BookingStatus.EXPIRED ? "Your time is no longer held" : "Cancelled");
        await().untilAsserted(() -> assertThat(payments.ofSubject(booking.id().value())).extracting(Payment::status).containsExactly(PaymentStatus.CLOSED));
        assertThat(calendar.slot(booking.id().value())).isEmpty();
    }

    @Test
    void nothingIsCollectedBeforeTheSessionIsOver() {
        var booking = journey.bookAndConfirm(fixtures.offering().deposit(4_000).onSale());

        assertThatThrownBy(() -> flow.deliver(booking.id())).isInstanceOf(NotAllowed.class).hasMessageContaining("not over yet");
        assertThat(journey.reload(booking.id()).status()).isEqualTo(BookingStatus.CONFIRMED);
    }

    @Test
    void whatStaffGaveBackBeforeTheSessionIsNotCollectedAgainAfterIt() {
        var booking = journey.bookAndConfirm(fixtures.offering().onSale());
        var paid = payments.ofSubject(booking.id().value()).getFirst();
        goodwill.give(paid.id(), euro(2_000), "kindness", "Sam");
        await().untilAsserted(() -> assertThat(amounts(journey.refunds(booking))).containsExactly(2_000L));

        journey.advanceToTheEndOf(booking);
        journey.awaitStatus(booking, BookingStatus.DELIVERED);

        assertThat(payments.ofSubject(booking.id().value())).hasSize(1);
        assertThat(journey.balance(Account.REVENUE, booking)).isEqualTo(euro(-10_000));
        assertThat(journey.balance(Account.UNEARNED, booking)).isEqualTo(euro(0));
        assertThat(journey.balance(Account.RECEIVABLE, booking)).isEqualTo(euro(0));
    }

    @Test
    void aFeeThatIsSettledCanNoLongerBeWaived() {
        var booking = journey.bookUntilItsSession(fixtures.offering().deposit(4_000).onSale());
        journey.advanceTo(booking.startsAt().plus(Duration.ofMinutes(15)));
        cancel(booking, ClosingReason.NOT_SHOWN, "Sam");
        await().until(() -> processes.waitsAt("ops.reviewNoShow", booking.id().value()));
        cancellations.confirmFee(booking.id(), "Sam");
        journey.awaitPaid(booking, Purpose.FEE);

        assertThatThrownBy(() -> cancellations.waive(booking.id(), "Sam", "too late")).isInstanceOf(NotAllowed.class).hasMessageContaining("settled already");
        assertThat(bookings.timeline(booking.id())).noneMatch(change -> change.what().contains("waived"));
    }

    @Test
    void whileStripeIsAwayNobodyPaysAndAfterwardsTheFlowGoesOn() {
        var booking = journey.book(fixtures.offering().deposit(4_000).onSale());
        var owed = journey.awaitOwed(booking);
        sandbox.stripe().switches().down(true);
        assertThatThrownBy(() -> payments.openCheckout(owed.id(), java.net.URI.create("http://localhost/s/x/paid"))).isInstanceOf(StripeUnavailable.class);
        sandbox.stripe().switches().down(false);
        journey.pay(booking, Journey.GOOD_CARD);
        journey.awaitStatus(booking, BookingStatus.CONFIRMED);
        journey.awaitMail(booking, "Confirmed");
        journey.awaitEngineAtRest();

        sandbox.stripe().switches().down(true);
        journey.advanceTo(booking.endsAt().plus(Duration.ofMinutes(30)));
        journey.awaitStatus(booking, BookingStatus.DELIVERED);
        outlastAllRetries();
        assertThat(amounts(journey.charges(booking))).containsExactly(4_000L);
        sandbox.stripe().switches().down(false);

        healed(() -> assertThat(amounts(journey.charges(booking))).containsExactly(4_000L, 8_000L));
        journey.awaitPaid(booking, Purpose.BALANCE);
    }

    @Test
    void whatIsCancelledWhileStripeIsAwayGoesBackWhenItIsThereAgain() {
        var booking = journey.bookAndConfirm(fixtures.offering().onSale());
        sandbox.stripe().switches().down(true);

        cancel(booking, ClosingReason.CLIENT_CANCELLED, "client");
        assertThat(calendar.slot(booking.id().value())).isEmpty();
        journey.awaitMail(booking, "Cancelled");
        outlastAllRetries();
        sandbox.stripe().switches().down(false);

        healed(() -> assertThat(amounts(journey.refunds(booking))).containsExactly(12_000L));
        awaitAllGivenBack(booking);
    }

    /** Five retries, the longest after 200 ms times 64. */
    private void outlastAllRetries() {
        for (int pause = 0; pause < 12; pause++) {
            sandbox.advance(Duration.ofSeconds(15));
            journey.awaitEngineAtRest();
        }
    }

    private void healed(Runnable assertion) {
        await().atMost(Duration.ofSeconds(30)).pollInterval(Duration.ofMillis(300)).untilAsserted(() -> {
            sandbox.advance(Duration.ofSeconds(30));
            assertion.run();
        });
    }

    private void cancel(Booking booking, ClosingReason reason, String by) {
        close(booking, reason, cancellations.quote(booking.id(), reason), by);
    }

    private Void close(Booking booking, ClosingReason reason, CancellationQuote agreed, String by) {
        cancellations.close(booking.id(), reason, agreed, by);
        return null;
    }

    /** As a client does who reads the new amounts and confirms them. */
    private Void cancelAgainAndAgain(Booking booking, String by) {
        while (true) {
            try {
                cancel(booking, ClosingReason.CLIENT_CANCELLED, by);
                return null;
            } catch (QuoteChanged read) {
                // Reads them.
            } catch (NotAllowed ended) {
                return null;
            }
        }
    }

    /** Runs them at the same moment; that one of them is not allowed any more is as good. */
    private static void together(Callable<?>... acts) throws Exception {
        try (var people = Executors.newVirtualThreadPerTaskExecutor()) {
            var tolerant = Stream.of(acts).<Callable<Object>>map(act -> () -> {
                try {
                    return act.call();
                } catch (NotAllowed second) {
                    return second;
                }
            }).toList();
            for (var act : people.invokeAll(tolerant)) {
                act.get();
            }
        }
    }

    private void awaitAllGivenBack(Booking booking) {
        await().atMost(Duration.ofSeconds(20)).untilAsserted(() -> {
            var came = amounts(journey.charges(booking)).stream().mapToLong(Long::longValue).sum();
            var went = journey.refunds(booking).stream().filter(refund -> refund.status().equals("succeeded")).mapToLong(Recorded::amount).sum();
            assertThat(went).isEqualTo(came);
            assertThat(journey.atStripeBeforeFees(booking)).isEqualTo(euro(0));
            assertThat(journey.balance(Account.UNEARNED, booking)).isEqualTo(euro(0));
            assertThat(payments.ofSubject(booking.id().value())).noneMatch(payment -> payment.status() == PaymentStatus.OWED);
        });
    }

    private static List<Long> amounts(List<Recorded> books) {
        return books.stream().map(Recorded::amount).toList();
    }

    private static Money euro(long minor) {
        return Money.of(minor, "EUR");
    }
}
