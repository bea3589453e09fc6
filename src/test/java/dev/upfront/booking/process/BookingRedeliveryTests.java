package dev.upfront.booking.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.upfront.UpfrontTest;
import dev.upfront.booking.Booking;
import dev.upfront.booking.BookingFlow;
import dev.upfront.booking.BookingStatus;
import dev.upfront.booking.Bookings;
import dev.upfront.booking.Cancellations;
import dev.upfront.booking.ClosingReason;
import dev.upfront.calendar.Calendar;
import dev.upfront.engine.Processes;
import dev.upfront.notification.Mails;
import dev.upfront.notification.SentMail;
import dev.upfront.payment.Payments;
import dev.upfront.payment.Purpose;
import dev.upfront.sandbox.Fixtures;
import dev.upfront.sandbox.Journey;
import dev.upfront.sandbox.Sandbox;
import dev.upfront.sandbox.stripe.Recorded;
import io.camunda.client.CamundaClient;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.transaction.support.TransactionTemplate;

/** The engine delivers a job at least once: each job of a booking done twice more has one effect, and answers the same. */
@UpfrontTest
class BookingRedeliveryTests {

    @Autowired BookingFlow flow;
    @Autowired BookingProcess process;
    @Autowired Bookings bookings;
    @Autowired Cancellations cancellations;
    @Autowired Payments payments;
    @Autowired Processes processes;
    @Autowired Calendar calendar;
    @Autowired Fixtures fixtures;
    @Autowired Journey journey;
    @Autowired Sandbox sandbox;
    @Autowired Mails mails;
    @Autowired JdbcClient database;
    @Autowired CamundaClient client;
    @Autowired TransactionTemplate transaction;

    @Test
    void takeUpIsNotedOnce() {
        var booking = journey.book(fixtures.offering().onSale());
        var taken = await().until(() -> journey.reload(booking.id()), now -> now.processInstanceKey() != null);

        twice(() -> flow.takeUp(booking.id(), taken.processInstanceKey()).status());

        assertThat(journey.reload(booking.id()).processInstanceKey()).isEqualTo(taken.processInstanceKey());
        assertThat(written(booking)).containsExactly("booking.held");
    }

    @Test
    void requestPaymentMakesOnePayment() {
        var booking = journey.book(fixtures.offering().deposit(4_000).onSale());
        journey.awaitOwed(booking);

        var collection = twice(() -> flow.requestPayment(booking.id(), Purpose.DEPOSIT));

        assertThat(payments.ofSubject(booking.id().value())).singleElement().satisfies(payment -> assertThat(payment.id()).isEqualTo(collection.payment()));
    }

    @Test
    void confirmAndItsMailsHappenOnce() {
        var booking = journey.bookAndConfirm(fixtures.offering().free().onSale());
        journey.awaitMail(booking, "Confirmed");

        twice(() -> flow.confirm(booking.id()).sessionOverAt());
        twice(() -> mailed(() -> flow.sendConfirmation(booking.id())));
        twice(() -> mailed(() -> flow.sendReminder(booking.id())));

        assertThat(written(booking)).containsExactlyInAnyOrder("booking.held", "booking.confirmation", "booking.reminder");
        assertThat(bookings.timeline(booking.id())).filteredOn(change -> change.what().equals("Confirmed")).hasSize(1);
    }

    @Test
    void takeUpMoveTellsOnce() {
        var booking = journey.bookAndConfirm(fixtures.offering().free().onSale());
        journey.awaitMail(booking, "Confirmed");
        bookings.move(booking.id(), booking.startsAt().plus(Duration.ofDays(1)), "client", false);
        journey.awaitMail(booking, "Moved");

        twice(() -> flow.takeUpMove(booking.id()).sessionOverAt());

        assertThat(written(booking)).filteredOn("booking.moved"::equals).hasSize(1);
    }

    @Test
    void aMoveBeforeTheSessionIsAwaitedIsNotForgotten() {
        var booking = journey.book(fixtures.offering().onSale());
        journey.openCheckout(booking);
        var later = booking.startsAt().plus(Duration.ofDays(2));
        bookings.move(booking.id(), later, "client", false);
        journey.pay(booking, Journey.GOOD_CARD);
        journey.awaitStatus(booking, BookingStatus.CONFIRMED);
        journey.awaitMail(booking, "Moved");

        journey.awaitEngineAtRest();
        journey.advanceTo(booking.endsAt().plus(Duration.ofHours(3)));
        journey.awaitEngineAtRest();
        assertThat(journey.reload(booking.id()).status()).isEqualTo(BookingStatus.CONFIRMED);
        journey.advanceToTheEndOf(booking);
        journey.awaitStatus(booking, BookingStatus.DELIVERED);
    }

    @Test
    void expireFreesTheSlotOnce() {
        var booking = journey.book(fixtures.offering().onSale());
        journey.openCheckout(booking);
        journey.awaitEngineAtRest();
        journey.advanceTo(booking.holdExpiresAt());
        journey.awaitStatus(booking, BookingStatus.EXPIRED);

        twice(() -> mailed(() -> flow.expire(booking.id())));

        assertThat(written(booking)).filteredOn("booking.expired"::equals).hasSize(1);
        assertThat(payments.refundsOf(booking.id().value())).isEmpty();
    }

    @Test
    void deliverEarnsOnceAndOwesOneBalance() {
        var booking = journey.bookAndConfirm(fixtures.offering().deposit(4_000).onSale());
        sandbox.stripe().cardsOnFileBecome(journey.charges(booking).getFirst().customer().orElseThrow(), Journey.CARD_THAT_ALWAYS_ASKS);
        journey.advanceToTheEndOf(booking);
        journey.awaitStatus(booking, BookingStatus.DELIVERED);
        journey.awaitOwed(booking);

        var owed = twice(() -> flow.deliver(booking.id()).orElseThrow().payment());
        assertThat(payments.ofSubject(booking.id().value())).hasSize(2).anyMatch(payment -> payment.id().equals(owed));
        assertThat(entries(booking, "booking.delivered")).isOne();

        journey.pay(booking, Journey.GOOD_CARD);
        journey.awaitPaid(booking, Purpose.BALANCE);
        assertThat(twice(() -> flow.deliver(booking.id()).orElseThrow().payment())).isEqualTo(owed);
        assertThat(payments.ofSubject(booking.id().value())).hasSize(2);
    }

    @Test
    void settleMovesTheMoneyOnce() {
        var booking = journey.bookUntilItsSession(fixtures.offering().deposit(4_000).onSale());
        journey.advanceTo(booking.startsAt().minus(Duration.ofHours(3)));
        cancellations.close(booking.id(), ClosingReason.CLIENT_CANCELLED, cancellations.quote(booking.id(), ClosingReason.CLIENT_CANCELLED), "client");
        journey.awaitPaid(booking, Purpose.FEE);

        twice(() -> flow.settle(booking.id()).orElseThrow().payment());

        assertThat(payments.ofSubject(booking.id().value())).hasSize(2);
        assertThat(journey.charges(booking)).hasSize(2);
        assertThat(payments.refundsOf(booking.id().value())).isEmpty();
        assertThat(entries(booking, "booking.closed")).isOne();
        assertThat(written(booking)).filteredOn("booking.closed"::equals).hasSize(1);
    }

    /** As when the application died right after the commit and the engine forgot, or was not there. */
    @Test
    void aCancelledBookingWhoseProcessNeverBeganIsFoundAndSettled() {
        Booking booking = transaction.execute(status -> {
            var made = journey.book(fixtures.offering().onSale());
            cancellations.close(made.id(), ClosingReason.CLIENT_CANCELLED, cancellations.quote(made.id(), ClosingReason.CLIENT_CANCELLED), "client");
            TransactionSynchronizationManager.clearSynchronization();
            TransactionSynchronizationManager.initSynchronization();
            return made;
        });
        assertThat(calendar.slot(booking.id().value())).isEmpty();
        sandbox.advance(Duration.ofMinutes(2));

        process.askAgain();
        process.askAgain();

        journey.awaitMail(booking, "Cancelled");
        await().until(() -> bookings.closing(booking.id()).orElseThrow().settledAt() != null);
        assertThat(written(booking)).containsExactlyInAnyOrder("booking.held", "booking.closed");
    }

    /** As when the engine's data are gone and the database goes on with an empty one. */
    @Test
    void aConfirmedBookingWhoseFlowTheEngineLostGoesOnWithANewOne() {
        var booking = journey.bookUntilItsSession(fixtures.offering().deposit(4_000).onSale());
        client.newCancelInstanceCommand(journey.reload(booking.id()).processInstanceKey()).send().join();
        database.sql("update booking.booking set taken_up_at = null, version = version + 1 where id = ?").param(booking.id().value()).update();
        sandbox.advance(Duration.ofHours(2));

        process.askAgain();
        process.askAgain();
        await().until(() -> journey.reload(booking.id()).takenUpAt() != null);
        journey.advanceToTheEndOf(booking);

        journey.awaitPaid(booking, Purpose.BALANCE);
        assertThat(journey.charges(booking)).extracting(Recorded::amount).containsExactly(4_000L, 8_000L);
        assertThat(written(booking)).doesNotHaveDuplicates();
    }

    @Test
    void aNoShowUnderReviewWhoseFlowTheEngineLostIsSettledOnceTheReviewIsOver() {
        var booking = journey.bookUntilItsSession(fixtures.offering().deposit(4_000).onSale());
        journey.advanceTo(booking.startsAt().plus(Duration.ofMinutes(15)));
        cancellations.close(booking.id(), ClosingReason.NOT_SHOWN, cancellations.quote(booking.id(), ClosingReason.NOT_SHOWN), "Sam");
        await().until(() -> processes.waitsAt("ops.reviewNoShow", booking.id().value()));
        client.newCancelInstanceCommand(journey.reload(booking.id()).processInstanceKey()).send().join();
        journey.awaitEngineAtRest();

        process.askAgain();
        assertThat(bookings.closing(booking.id()).orElseThrow().settledAt()).as("staff may still waive it").isNull();
        sandbox.advance(Duration.ofHours(25));
        process.askAgain();
        process.askAgain();

        journey.awaitPaid(booking, Purpose.FEE);
        assertThat(journey.charges(booking)).extracting(Recorded::amount).containsExactly(4_000L, 8_000L);
        assertThat(written(booking)).doesNotHaveDuplicates();
    }

    private static <T> T twice(Supplier<T> job) {
        var first = job.get();
        assertThat(job.get()).isEqualTo(first);
        return first;
    }

    private static boolean mailed(Runnable job) {
        job.run();
        return true;
    }

    private List<String> written(Booking booking) {
        return mails.about(booking.id().value()).stream().map(SentMail::kind).toList();
    }

    private long entries(Booking booking, String cause) {
        return database.sql("select count(*) from ledger.entry where cause = ? and cause_id = ?").params(cause, booking.id().value()).query(Long.class).single();
    }
}
