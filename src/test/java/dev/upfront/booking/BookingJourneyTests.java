package dev.upfront.booking;

import static dev.upfront.sandbox.Journey.CARD_THAT_ALWAYS_ASKS;
import static dev.upfront.sandbox.Journey.CARD_THAT_GOES_BAD;
import static dev.upfront.sandbox.Journey.GOOD_CARD;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.upfront.UpfrontTest;
import dev.upfront.calendar.Calendar;
import dev.upfront.engine.Processes;
import dev.upfront.ledger.Account;
import dev.upfront.money.Money;
import dev.upfront.payment.Payments;
import dev.upfront.payment.Purpose;
import dev.upfront.sandbox.Fixtures;
import dev.upfront.sandbox.Journey;
import dev.upfront.sandbox.Sandbox;
import dev.upfront.sandbox.stripe.Recorded;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.transaction.support.TransactionTemplate;

/** The main job, on real parts: what a booking goes through, and where its money is at each turn. */
@UpfrontTest
class BookingJourneyTests {

    @Autowired Fixtures fixtures;
    @Autowired Journey journey;
    @Autowired Bookings bookings;
    @Autowired Cancellations cancellations;
    @Autowired Payments payments;
    @Autowired Goodwill goodwill;
    @Autowired Processes processes;
    @Autowired Calendar calendar;
    @Autowired Sandbox sandbox;
    @Autowired TransactionTemplate transaction;

    @Test
    void aFreeSessionIsConfirmedAtOnceAndDelivered() {
        var booking = journey.book(fixtures.offering().free().onSale());
        journey.awaitStatus(booking, BookingStatus.CONFIRMED);
        assertThat(journey.awaitMail(booking, "Confirmed").attachments()).containsExactly("session.ics");

        journey.advanceToTheEndOf(booking);

        journey.awaitStatus(booking, BookingStatus.DELIVERED);
        assertThat(payments.ofSubject(booking.id().value())).isEmpty();
    }

    @Test
    void aSessionPaidInFullIsUnearnedUntilItTookPlace() {
        var booking = journey.bookAndConfirm(fixtures.offering().onSale());
        assertThat(journey.balance(Account.UNEARNED, booking)).isEqualTo(euro(-12_000));
        assertThat(journey.balance(Account.REVENUE, booking)).isEqualTo(euro(0));

        journey.advanceToTheEndOf(booking);

        journey.awaitStatus(booking, BookingStatus.DELIVERED);
        assertThat(journey.balance(Account.UNEARNED, booking)).isEqualTo(euro(0));
        assertThat(journey.balance(Account.REVENUE, booking)).isEqualTo(euro(-12_000));
        assertThat(amounts(journey.charges(booking))).containsExactly(12_000L);
    }

    @Test
    void theBalanceIsCollectedFromTheCardOnFileAfterTheSession() {
        var booking = journey.bookAndConfirm(fixtures.offering().deposit(4_000).onSale());

        journey.advanceToTheEndOf(booking);

        journey.awaitPaid(booking, Purpose.BALANCE);
        assertThat(amounts(journey.charges(booking))).containsExactly(4_000L, 8_000L);
        assertThat(journey.atStripeBeforeFees(booking)).isEqualTo(euro(12_000));
        assertThat(journey.balance(Account.RECEIVABLE, booking)).isEqualTo(euro(0));
        assertThat(journey.balance(Account.REVENUE, booking)).isEqualTo(euro(-12_000));
    }

    @Test
    void aDeclinedBalanceIsPaidByTheLinkThatIsMailed() {
        var booking = journey.book(fixtures.offering().deposit(4_000).onSale());
        journey.pay(booking, GOOD_CARD);
        journey.awaitStatus(booking, BookingStatus.CONFIRMED);
        cardsOnFileBecome(booking, CARD_THAT_GOES_BAD);

        journey.advanceToTheEndOf(booking);
        journey.awaitStatus(booking, BookingStatus.DELIVERED);
        journey.pay(booking, GOOD_CARD);

        journey.awaitPaid(booking, Purpose.BALANCE);
        assertThat(amounts(journey.charges(booking))).containsExactly(4_000L, 8_000L);
        assertThat(journey.balance(Account.RECEIVABLE, booking)).isEqualTo(euro(0));
    }

    @Test
    void aBalanceThatNeedsAuthenticationIsPaidByTheSameLink() {
        var booking = journey.book(fixtures.offering().deposit(4_000).onSale());
        journey.pay(booking, GOOD_CARD);
        journey.awaitStatus(booking, BookingStatus.CONFIRMED);
        cardsOnFileBecome(booking, CARD_THAT_ALWAYS_ASKS);

        journey.advanceToTheEndOf(booking);
        journey.awaitStatus(booking, BookingStatus.DELIVERED);
        var session = journey.openCheckout(booking);
        sandbox.stripe().payCheckout(session, CARD_THAT_ALWAYS_ASKS);
        sandbox.stripe().authenticateCheckout(session, true);

        journey.awaitPaid(booking, Purpose.BALANCE);
        assertThat(amounts(journey.charges(booking))).containsExactly(4_000L, 8_000L);
    }

    @Test
    void anUnpaidHoldExpiresAndFreesTheSlot() {
        var offering = fixtures.offering().onSale();
        var booking = journey.book(offering);
        journey.openCheckout(booking);
        journey.awaitEngineAtRest();

        journey.advanceTo(booking.holdExpiresAt());

        journey.awaitStatus(booking, BookingStatus.EXPIRED);
        assertThat(calendar.freeSlots(booking.provider(), booking.length(), booking.startsAt(), booking.endsAt()))
                .anyMatch(slot -> slot.startsAt().equals(booking.startsAt()));
        assertThat(journey.charges(booking)).isEmpty();
        journey.awaitMail(booking, "Your time is no longer held");
    }

    @Test
    void moneyThatArrivedBeforeTheHoldEndedConfirmsAlthoughNobodyToldUs() {
        var booking = journey.book(fixtures.offering().onSale());
        var session = journey.openCheckout(booking);
        sandbox.stripe().switches().webhooksNext(10, dev.upfront.sandbox.stripe.WebhookFault.LATE);
        sandbox.stripe().payCheckout(session, GOOD_CARD);
        journey.awaitEngineAtRest();

        journey.advanceTo(booking.holdExpiresAt());

        journey.awaitStatus(booking, BookingStatus.CONFIRMED);
        sandbox.stripe().switches().reset();
        sandbox.stripe().releaseWebhooks();
        assertThat(amounts(journey.charges(booking))).containsExactly(12_000L);
    }

    @Test
    void cancellingInTimeSendsEverythingBack() {
        var booking = journey.bookAndConfirm(fixtures.offering().onSale());
        var quote = cancellations.quote(booking.id(), ClosingReason.CLIENT_CANCELLED);
        assertThat(quote).isEqualTo(new CancellationQuote(euro(12_000), euro(0), euro(0), euro(12_000), euro(0)));

        cancellations.close(booking.id(), ClosingReason.CLIENT_CANCELLED, quote, "client");

        await().untilAsserted(() -> assertThat(amounts(journey.refunds(booking))).containsExactly(12_000L));
        await().untilAsserted(() -> assertThat(journey.atStripeBeforeFees(booking)).isEqualTo(euro(0)));
        assertThat(journey.balance(Account.UNEARNED, booking)).isEqualTo(euro(0));
        journey.awaitMail(booking, "Cancelled");
    }

    @Test
    void cancellingLateKeepsTheDepositAndCollectsTheRestOfTheFee() {
        var booking = journey.bookUntilItsSession(fixtures.offering().deposit(4_000).onSale());
        journey.advanceTo(booking.startsAt().minus(Duration.ofHours(3)));

        var quote = cancellations.quote(booking.id(), ClosingReason.CLIENT_CANCELLED);
        assertThat(quote).isEqualTo(new CancellationQuote(euro(4_000), euro(6_000), euro(4_000), euro(0), euro(2_000)));
        cancellations.close(booking.id(), ClosingReason.CLIENT_CANCELLED, quote, "client");

        journey.awaitPaid(booking, Purpose.FEE);
        assertThat(amounts(journey.charges(booking))).containsExactly(4_000L, 2_000L);
        assertThat(journey.balance(Account.FEES, booking)).isEqualTo(euro(-6_000));
        assertThat(journey.balance(Account.RECEIVABLE, booking)).isEqualTo(euro(0));
    }

    @Test
    void cancellingAfterTheAmountsChangedIsRefused() {
        var booking = journey.bookAndConfirm(fixtures.offering().onSale());
        var shown = cancellations.quote(booking.id(), ClosingReason.CLIENT_CANCELLED);
        journey.awaitEngineAtRest();
        journey.advanceTo(booking.startsAt().minus(Duration.ofHours(3)));

        assertThatThrownBy(() -> cancellations.close(booking.id(), ClosingReason.CLIENT_CANCELLED, shown, "client"))
                .isInstanceOf(QuoteChanged.class);
        assertThat(journey.reload(booking.id()).status()).isEqualTo(BookingStatus.CONFIRMED);
    }

    @Test
    void cancellingWhileTheStepsAreOpenCostsNothingAndFreesTheSlot() {
        var booking = journey.book(fixtures.offering().onSale());
        journey.openCheckout(booking);

        var quote = cancellations.quote(booking.id(), ClosingReason.CLIENT_CANCELLED);
        assertThat(quote.fee()).isEqualTo(euro(0));
        cancellations.close(booking.id(), ClosingReason.CLIENT_CANCELLED, quote, "client");

        journey.awaitMail(booking, "Cancelled");
        assertThat(calendar.slot(booking.id().value())).isEmpty();
        assertThat(journey.charges(booking)).isEmpty();
    }

    @Test
    void aNoShowIsChargedOnlyAfterItsReviewWindow() {
        var booking = journey.bookUntilItsSession(fixtures.offering().deposit(4_000).onSale());
        journey.advanceTo(booking.startsAt().plus(Duration.ofMinutes(15)));
        var quote = cancellations.quote(booking.id(), ClosingReason.NOT_SHOWN);
        cancellations.close(booking.id(), ClosingReason.NOT_SHOWN, quote, "Sam");
        await().until(() -> processes.waitsAt("ops.reviewNoShow", booking.id().value()));
        assertThat(amounts(journey.charges(booking))).containsExactly(4_000L);

        journey.awaitEngineAtRest();
        sandbox.advance(Duration.ofHours(25));

        journey.awaitPaid(booking, Purpose.FEE);
        assertThat(amounts(journey.charges(booking))).containsExactly(4_000L, 8_000L);
        assertThat(journey.balance(Account.FEES, booking)).isEqualTo(euro(-12_000));
    }

    @Test
    void aWaivedNoShowSendsTheDepositBack() {
        var booking = journey.bookUntilItsSession(fixtures.offering().deposit(4_000).onSale());
        journey.advanceTo(booking.startsAt().plus(Duration.ofMinutes(15)));
        cancellations.close(booking.id(), ClosingReason.NOT_SHOWN, cancellations.quote(booking.id(), ClosingReason.NOT_SHOWN), "Sam");
        await().until(() -> processes.waitsAt("ops.reviewNoShow", booking.id().value()));

        cancellations.waive(booking.id(), "Sam", "was in hospital");

        await().untilAsserted(() -> assertThat(amounts(journey.refunds(booking))).containsExactly(4_000L));
        assertThat(journey.balance(Account.FEES, booking)).isEqualTo(euro(0));
    }

    @Test
    void aFeeConfirmedBeforeItsReviewBeganIsCollectedAtOnce() {
        var booking = journey.bookUntilItsSession(fixtures.offering().deposit(4_000).onSale());
        journey.advanceTo(booking.startsAt().plus(Duration.ofMinutes(15)));

        transaction.executeWithoutResult(status -> {
            cancellations.close(booking.id(), ClosingReason.NOT_SHOWN, cancellations.quote(booking.id(), ClosingReason.NOT_SHOWN), "Sam");
            cancellations.confirmFee(booking.id(), "Sam");
            cancellations.confirmFee(booking.id(), "Sam");
        });

        journey.awaitPaid(booking, Purpose.FEE);
        assertThat(bookings.timeline(booking.id())).filteredOn(change -> change.what().equals("Fee confirmed")).hasSize(1);
    }

    @Test
    void whatStaffGaveBackBeforeTheSessionIsNeitherEarnedNorAskedForAgain() {
        var booking = journey.bookAndConfirm(fixtures.offering().deposit(4_000).onSale());
        goodwill.give(payments.ofSubject(booking.id().value()).getFirst().id(), euro(1_000), "kindness", "Sam");
        await().untilAsserted(() -> assertThat(amounts(journey.refunds(booking))).containsExactly(1_000L));

        journey.advanceToTheEndOf(booking);

        journey.awaitPaid(booking, Purpose.BALANCE);
        assertThat(amounts(journey.charges(booking))).containsExactly(4_000L, 8_000L);
        assertThat(journey.balance(Account.UNEARNED, booking)).isEqualTo(euro(0));
        assertThat(journey.balance(Account.REVENUE, booking)).isEqualTo(euro(-11_000));
    }

    @Test
    void aMovedBookingIsPaidOnceAndDeliveredAtItsNewTime() {
        var booking = journey.bookAndConfirm(fixtures.offering().onSale());
        journey.awaitMail(booking, "Confirmed");
        var later = booking.startsAt().plus(Duration.ofDays(3));

        bookings.move(booking.id(), later, "client", false);
        assertThat(journey.awaitMail(booking, "Moved").text()).contains("Until now: " + berlin(booking.startsAt()), "New time: " + berlin(later), "For Ada Test: ", "(Coordinated Universal Time)")
                .doesNotContain("null");
        journey.awaitEngineAtRest();
        journey.advanceTo(booking.endsAt().plus(Duration.ofHours(2)));
        journey.awaitEngineAtRest();
        assertThat(journey.reload(booking.id()).status()).isEqualTo(BookingStatus.CONFIRMED);

        journey.advanceToTheEndOf(booking);

        journey.awaitStatus(booking, BookingStatus.DELIVERED);
        assertThat(amounts(journey.charges(booking))).containsExactly(12_000L);
    }

    @Test
    void movingIsRefusedToClientsPastThePolicysLimitAndAllowedToStaff() {
        var booking = journey.bookUntilItsSession(fixtures.offering().onSale());
        journey.advanceTo(booking.startsAt().minus(Duration.ofHours(3)));
        var later = booking.startsAt().plus(Duration.ofDays(3));

        assertThatThrownBy(() -> bookings.move(booking.id(), later, "client", false))
                .isInstanceOf(NotAllowed.class).hasMessageContaining("too late");
        assertThat(bookings.move(booking.id(), later, "Sam", true).startsAt()).isEqualTo(later);
    }

    @Test
    void theReminderGoesOutADayBefore() {
        var booking = journey.bookUntilItsSession(fixtures.offering().onSale());

        journey.advanceTo(booking.startsAt().minus(Duration.ofHours(24)));

        journey.awaitMail(booking, "Reminder");
    }

    @Test
    void currenciesWithoutAndWithThreeDecimalsAreCollectedAsTheyAre() {
        var yen = journey.bookAndConfirm(fixtures.offering().price(9_000, "JPY").onSale());
        var dinar = journey.bookAndConfirm(fixtures.offering().price(45_500, "KWD").deposit(15_500).onSale());

        assertThat(amounts(journey.charges(yen))).containsExactly(9_000L);
        assertThat(amounts(journey.charges(dinar))).containsExactly(15_500L);
        assertThat(journey.balance(Account.UNEARNED, dinar)).isEqualTo(Money.of(-15_500, "KWD"));
    }

    private void cardsOnFileBecome(Booking booking, String card) {
        var customer = journey.charges(booking).getFirst().customer().orElseThrow();
        sandbox.stripe().cardsOnFileBecome(customer, card);
    }

    private static List<Long> amounts(List<Recorded> books) {
        return books.stream().map(Recorded::amount).toList();
    }

    private static Money euro(long minor) {
        return Money.of(minor, "EUR");
    }

    private static String berlin(Instant start) {
        return SessionTime.of(start, start.plus(Duration.ofHours(1)), ZoneId.of("Europe/Berlin")).toString();
    }
}
