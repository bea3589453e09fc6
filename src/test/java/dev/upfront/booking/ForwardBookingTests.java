package dev.upfront.booking;

import static dev.upfront.sandbox.Journey.CARD_THAT_GOES_BAD;
import static dev.upfront.sandbox.Journey.GOOD_CARD;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.upfront.UpfrontTest;
import dev.upfront.calendar.Calendar;
import dev.upfront.catalog.Cadence;
import dev.upfront.catalog.ChangePolicy;
import dev.upfront.catalog.Offering;
import dev.upfront.catalog.PausePolicy;
import dev.upfront.catalog.RetainerPlan;
import dev.upfront.catalog.RetainerPlanId;
import dev.upfront.catalog.RetainerPlans;
import dev.upfront.catalog.RetainerTerms;
import dev.upfront.catalog.RollOver;
import dev.upfront.client.Clients;
import dev.upfront.credits.Credits;
import dev.upfront.credits.Holder;
import dev.upfront.credits.NoCredit;
import dev.upfront.dunning.Debts;
import dev.upfront.ledger.Account;
import dev.upfront.money.Money;
import dev.upfront.notification.Mails;
import dev.upfront.notification.SentMail;
import dev.upfront.payment.Collecting;
import dev.upfront.payment.PaymentId;
import dev.upfront.payment.PaymentStatus;
import dev.upfront.payment.Payments;
import dev.upfront.payment.Purpose;
import dev.upfront.retainer.Pauses;
import dev.upfront.retainer.PeriodStatus;
import dev.upfront.retainer.PlanChangeQuote.When;
import dev.upfront.retainer.PlanChanges;
import dev.upfront.retainer.Retainer;
import dev.upfront.retainer.RetainerFlow;
import dev.upfront.retainer.RetainerId;
import dev.upfront.retainer.RetainerPeriod;
import dev.upfront.retainer.RetainerRequest;
import dev.upfront.retainer.Retainers;
import dev.upfront.sandbox.Breakage;
import dev.upfront.sandbox.Fixtures;
import dev.upfront.sandbox.Journey;
import dev.upfront.sandbox.Sandbox;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** Sessions booked before the retainer's period that gives them is paid, on real parts: until the renewal pays for them, or does not. */
@UpfrontTest
class ForwardBookingTests {

    @Autowired Fixtures fixtures;
    @Autowired Journey journey;
    @Autowired RetainerPlans plans;
    @Autowired Retainers retainers;
    @Autowired RetainerFlow retainerFlow;
    @Autowired dev.upfront.retainer.Cancellations endings;
    @Autowired Pauses pauses;
    @Autowired PlanChanges planChanges;
    @Autowired Bookings bookings;
    @Autowired BookingFlow flow;
    @Autowired ForwardBookings forward;
    @Autowired Cancellations cancellations;
    @Autowired Calendar calendar;
    @Autowired Credits credits;
    @Autowired Payments payments;
    @Autowired Debts debts;
    @Autowired Collecting collecting;
    @Autowired Clients clients;
    @Autowired Mails mails;
    @Autowired Sandbox sandbox;
    @Autowired JdbcClient database;
    @Autowired TransactionTemplate transaction;

    private Offering offering;

    @Test
    void withinThePaidPeriodACreditPaysAndBeyondItTheRenewalsToComeAsFarAsIsAllowed() {
        var retainer = begun(2);
        assertThat(book(retainer, retainer.renewal(0).minus(Duration.ofDays(3))).creditLot()).isEqualTo(period(retainer, 1).lot());

        for (var ahead = 0; ahead < 3; ahead++) {
            var booking = book(retainer, retainer.renewal(ahead).plus(Duration.ofDays(2)));
            assertThat(booking.funding()).isEqualTo(Funding.UNFUNDED);
            assertThat(booking.creditLot()).isNull();
            assertThat(booking.price().isZero()).isTrue();
            assertThat(forward.paidAt(booking)).contains(retainer.renewal(ahead));
        }
        assertThatThrownBy(() -> book(retainer, retainer.renewal(3).plus(Duration.ofDays(2)))).isInstanceOf(NoCredit.class);
    }

    @Test
    void aPeriodHasAsManyPlacesAsItGivesSessions() {
        var retainer = begun(2);
        var day = retainer.renewal(0).plus(Duration.ofDays(1));
        book(retainer, day);
        var second = book(retainer, day.plus(Duration.ofDays(1)));
        assertThatThrownBy(() -> book(retainer, day.plus(Duration.ofDays(2)))).isInstanceOf(NoCredit.class).hasMessageContaining("Nothing was booked");

        cancel(second);

        assertThat(book(retainer, day.plus(Duration.ofDays(2))).isUnfunded()).as("the place is free again").isTrue();
    }

    @Test
    void ofTwoWhoWantTheLastPlaceOneGetsIt() throws Exception {
        for (var round = 0; round < 4; round++) {
            var retainer = begun(1);
            var day = retainer.renewal(0).plus(Duration.ofDays(1));
            var works = new ArrayList<Callable<Boolean>>();
            for (var hour = 0; hour < 4; hour++) {
                var start = day.plus(Duration.ofHours(2L * hour));
                works.add(() -> {
                    try {
                        return book(retainer, start).isUnfunded();
                    } catch (NoCredit second) {
                        return false;
                    }
                });
            }
            assertThat(together(works)).containsOnlyOnce(true);
        }
    }

    @Test
    void theRenewalPaysInOrderOfDateAndTheMailsSayWhenItWill() {
        var retainer = begun(2);
        var renewal = retainer.renewal(0);
        var later = confirmed(book(retainer, renewal.plus(Duration.ofDays(9))));
        var sooner = confirmed(book(retainer, renewal.plus(Duration.ofDays(2))));
        var next = confirmed(book(retainer, retainer.renewal(1).plus(Duration.ofDays(2))));
        journey.awaitMail(sooner, "Confirmed", "will be paid by your retainer’s renewal on");
        journey.awaitEngineAtRest();

        journey.advanceTo(renewal);

        var lot = awaitPaid(retainer, 2).lot();
        awaitFunded(sooner);
        awaitFunded(later);
        assertThat(reload(sooner).creditLot()).isEqualTo(lot);
        assertThat(credits.holds(lot)).extracting(hold -> hold.booking()).as("in order of date").containsExactly(sooner.id().value(), later.id().value());
        assertThat(reload(next).isUnfunded()).as("waits for the renewal after it").isTrue();
        forward.settled(period(retainer, 2).id());
        assertThat(credits.lot(lot).held()).as("a repeat changes nothing").isEqualTo(2);
    }

    @Test
    void aSessionThatTookPlaceBeforeItsRenewalWasPaidIsPaidByItLater() {
        var retainer = begun(2);
        var renewal = retainer.renewal(0);
        var booking = confirmed(book(retainer, renewal.plus(Duration.ofHours(3))));
        cardGoesBad(retainer);
        journey.advanceTo(renewal);
        awaitPeriod(retainer, 2);
        journey.awaitEngineAtRest();

        journey.advanceToTheEndOf(booking);

        journey.awaitStatus(booking, BookingStatus.DELIVERED);
        assertThat(reload(booking).isUnfunded()).isTrue();
        assertThat(payments.ofSubject(booking.id().value())).as("the renewal may still pay for it").isEmpty();
        assertThat(journey.balance(Account.RECEIVABLE, booking)).isEqualTo(euro(15_000));
        assertThat(journey.balance(Account.REVENUE, booking)).isEqualTo(euro(-15_000));

        journey.pay(period(retainer, 2).id().value(), GOOD_CARD);

        awaitFunded(booking);
        assertThat(journey.balance(Account.RECEIVABLE, booking)).as("nothing is to come for it any more").isEqualTo(euro(0));
        assertThat(journey.balance(Account.REVENUE, booking)).as("earned once").isEqualTo(euro(-15_000));
        assertThat(credits.lot(awaitPaid(retainer, 2).lot()).used()).isOne();
    }

    @Test
    void whileADeclinedRenewalIsOwedNothingMoreIsBookedAheadAndWhatIsBookedCanBeMoved() {
        var retainer = begun(3);
        var renewal = retainer.renewal(0);
        var booked = confirmed(book(retainer, renewal.plus(Duration.ofDays(5))));
        cardGoesBad(retainer);
        journey.advanceTo(renewal);
        awaitDebt(retainer);

        for (var start : List.of(renewal.plus(Duration.ofDays(6)), retainer.renewal(1).plus(Duration.ofDays(6)))) {
            assertThat(forward.place(new Holder.Payer(retainer.id().value()), offering.id(), start)).isEmpty();
            assertThatThrownBy(() -> book(retainer, start)).isInstanceOf(NoCredit.class).hasMessageContaining("Nothing was booked");
        }
        bookings.move(booked.id(), renewal.plus(Duration.ofDays(7)).truncatedTo(ChronoUnit.HOURS), "client", false);
        assertThat(reload(booked).isUnfunded()).isTrue();

        journey.pay(period(retainer, 2).id().value(), GOOD_CARD);
        awaitFunded(booked);
        assertThat(book(retainer, renewal.plus(Duration.ofDays(6))).funding()).isEqualTo(Funding.FUNDED);
    }

    @Test
    void whatPolicyReleasesIsFreeAgainAndCostsNothingAndIsToldToBoth() {
        var retainer = begun(2);
        var renewal = retainer.renewal(0);
        var booking = confirmed(book(retainer, renewal.plus(Duration.ofDays(5))));
        var next = confirmed(book(retainer, retainer.renewal(1).plus(Duration.ofDays(5))));
        cardGoesBad(retainer);
        journey.advanceTo(renewal);
        awaitDebt(retainer);
        var unpaid = period(retainer, 2);

        forward.releaseUnpaid(unpaid.id());
        forward.releaseUnpaid(unpaid.id());

        for (var released : List.of(booking, next)) {
            assertThat(reload(released).status()).isEqualTo(BookingStatus.CANCELLED);
            assertThat(bookings.closing(released.id()).orElseThrow().reason()).isEqualTo(ClosingReason.RELEASED);
            assertThat(calendar.slot(released.id().value())).isEmpty();
            assertThat(journey.awaitMail(released, "Released", "Nothing was charged").text()).contains("was not paid", "choose a time");
            journey.awaitMail(released, "Released", "Your time is free again");
            assertThat(payments.ofSubject(released.id().value())).isEmpty();
        }
        assertThat(bookings.timeline(booking.id())).filteredOn(change -> change.what().startsWith("Released")).hasSize(1);
        assertThat(mails.about(unpaid.payment().value())).extracting(SentMail::kind).as("one mail of both").containsOnlyOnce("dunning.released");
        assertThat(debts.timeline(unpaid.payment())).extracting(change -> change.what()).containsOnlyOnce("Sessions that it was to pay for were released");
    }

    @Test
    void nothingIsReleasedOnceTheRenewalIsPaidAfterAll() {
        var retainer = begun(2);
        var booking = confirmed(book(retainer, retainer.renewal(1).plus(Duration.ofDays(5))));
        journey.awaitEngineAtRest();
        journey.advanceTo(retainer.renewal(0));
        var paid = awaitPaid(retainer, 2);

        forward.releaseUnpaid(paid.id());

        assertThat(reload(booking).status()).isEqualTo(BookingStatus.CONFIRMED);
    }

    @Test
    void nothingIsReleasedOnceTheMoneyIsThereAlthoughThePeriodIsNotSettledYet() {
        var retainer = begun(2);
        var booking = confirmed(book(retainer, retainer.renewal(0).plus(Duration.ofDays(5))));
        cardGoesBad(retainer);
        journey.advanceTo(retainer.renewal(0));
        var unpaid = awaitPeriod(retainer, 2);
        try (var nobodySettles = Breakage.refusing(database, "retainer.period", "new.status = 'PAID'")) {
            journey.pay(unpaid.id().value(), GOOD_CARD);
            await().until(() -> payments.payment(unpaidPayment(retainer).orElseThrow()).status() == PaymentStatus.PAID);

            forward.releaseUnpaid(unpaid.id());

            assertThat(reload(booking).status()).isEqualTo(BookingStatus.CONFIRMED);
        }
        awaitFunded(booking);
    }

    @Test
    void aSessionIsMovedIntoAPeriodToComeAndBackAndItsCreditGoesAndComes() {
        var retainer = begun(1);
        var lot = period(retainer, 1).lot();
        var booking = confirmed(book(retainer, retainer.renewal(0).minus(Duration.ofDays(5))));
        assertThat(credits.lot(lot).held()).isOne();

        bookings.move(booking.id(), retainer.renewal(0).plus(Duration.ofDays(5)).truncatedTo(ChronoUnit.HOURS), "client", false);

        assertThat(reload(booking).isUnfunded()).isTrue();
        assertThat(credits.lot(lot).free()).isOne();
        assertThat(credits.lot(lot).held()).isZero();
        journey.awaitMail(booking, "Moved", "will be paid by your retainer’s renewal on");

        bookings.move(booking.id(), retainer.renewal(0).minus(Duration.ofDays(4)).truncatedTo(ChronoUnit.HOURS), "client", false);

        assertThat(reload(booking).funding()).isEqualTo(Funding.FUNDED);
        assertThat(reload(booking).creditLot()).isEqualTo(lot);
        assertThat(credits.lot(lot).held()).isOne();
        assertThatThrownBy(() -> bookings.move(booking.id(), retainer.renewal(3).plus(Duration.ofDays(5)).truncatedTo(ChronoUnit.HOURS), "client", false))
                .isInstanceOf(NotAllowed.class).hasMessageContaining("no session left to book");
        assertThat(reload(booking).creditLot()).as("a refused move changes nothing").isEqualTo(lot);
    }

    @Test
    void cancelledInTimeItCostsNothingAndLateTheShareOfTheRetainersPrice() {
        var retainer = begun(2);
        var renewal = retainer.renewal(0);
        var inTime = confirmed(book(retainer, renewal.plus(Duration.ofDays(3))));
        assertThat(cancellations.quote(inTime.id(), ClosingReason.CLIENT_CANCELLED).fee()).isEqualTo(euro(0));
        cancel(inTime);
        var late = confirmed(book(retainer, renewal.plus(Duration.ofHours(6))));
        cardGoesBad(retainer);
        journey.advanceTo(renewal.minus(Duration.ofHours(2)));

        var quote = cancellations.quote(late.id(), ClosingReason.CLIENT_CANCELLED);

        assertThat(quote.fee()).as("half of half the amount").isEqualTo(euro(7_500));
        assertThat(quote.feeDue()).isEqualTo(euro(7_500));
        cancel(late);
        await().until(() -> payments.ofSubject(late.id().value()).stream().anyMatch(payment -> payment.purpose() == Purpose.FEE));
        assertThat(journey.balance(Account.FEES, late)).isEqualTo(euro(-7_500));
        assertThat(journey.balance(Account.RECEIVABLE, late)).isEqualTo(euro(7_500));
    }

    @Test
    void aSmallerPlanReleasesAtOnceWhatItGivesNoSessionForAndKeepsTheFirst() {
        var retainer = begun(2);
        var day = retainer.renewal(0).plus(Duration.ofDays(5));
        var first = confirmed(book(retainer, day));
        var second = confirmed(book(retainer, day.plus(Duration.ofDays(1))));
        var ofNextPeriod = confirmed(book(retainer, retainer.renewal(1).plus(Duration.ofDays(5))));
        var smaller = plan(1);
        assertThat(forward.mayBeReleasedByPlan(retainer.id(), smaller.terms(), retainer.renewal(0))).isTrue();
        assertThat(forward.mayBeReleasedByPlan(retainer.id(), plan(3).terms(), retainer.renewal(0))).isFalse();

        planChanges.change(retainer.id(), planChanges.preview(retainer.id(), smaller.id(), When.AT_RENEWAL), "client");

        journey.awaitStatus(second, BookingStatus.CANCELLED);
        journey.awaitMail(second, "Released", "goes on with a plan that gives no such session at that time");
        journey.advanceTo(retainer.renewal(0));
        awaitFunded(first);
        assertThat(reload(ofNextPeriod).isUnfunded()).isTrue();
        assertThat(reload(ofNextPeriod).status()).isEqualTo(BookingStatus.CONFIRMED);
    }

    @Test
    void aCreditThatASessionWaitsForIsGivenToNobodyElse() {
        var retainer = begun(1);
        var renewal = retainer.renewal(0);
        var waiting = confirmed(book(retainer, renewal.plus(Duration.ofDays(5))));
        try (var notYet = nothingIsFunded(waiting)) {
            journey.advanceTo(renewal);
            awaitPaid(retainer, 2);

            assertThatThrownBy(() -> book(retainer, renewal.plus(Duration.ofDays(3)))).isInstanceOf(NoCredit.class).hasMessageContaining("Nothing was booked");
        }
        awaitFunded(waiting);
    }

    @Test
    void aSessionThatIsMovedTakesNoCreditThatAnotherWaitsFor() {
        var retainer = begun(1);
        var renewal = retainer.renewal(0);
        var waiting = confirmed(book(retainer, renewal.plus(Duration.ofDays(5))));
        var moved = confirmed(book(retainer, retainer.renewal(1).plus(Duration.ofDays(5))));
        try (var notYet = nothingIsFunded(waiting)) {
            journey.advanceTo(renewal);
            awaitPaid(retainer, 2);

            assertThatThrownBy(() -> bookings.move(moved.id(), renewal.plus(Duration.ofDays(3)).truncatedTo(ChronoUnit.HOURS), "client", false))
                    .isInstanceOf(NotAllowed.class).hasMessageContaining("no session left to book");
            assertThat(reload(moved).isUnfunded()).isTrue();
        }
        awaitFunded(waiting);
    }

    @Test
    void aSessionWhoseCreditIsGoneIsReleasedAndNotBilled() {
        var retainer = begun(1);
        var renewal = retainer.renewal(0);
        var waiting = confirmed(book(retainer, renewal.plus(Duration.ofDays(5))));
        try (var notYet = nothingIsFunded(waiting)) {
            journey.advanceTo(renewal);
            awaitPaid(retainer, 2);
            transaction.executeWithoutResult(status -> credits.hold(UUID.randomUUID(), new Holder.Payer(retainer.id().value()), offering.id(), renewal));
        }

        journey.awaitStatus(waiting, BookingStatus.CANCELLED);
        journey.awaitMail(waiting, "Released", "has no session left at that time");
        assertThat(payments.ofSubject(waiting.id().value())).isEmpty();
    }

    @Test
    void aSessionInAWeekThatIsLeftOutAsTheOneBeforeWasPaidLateIsReleasedAndNotBilled() {
        var retainer = begun(1, Cadence.WEEK);
        var renewal = retainer.renewal(0);
        var sooner = confirmed(book(retainer, renewal.plus(Duration.ofDays(1))));
        var inTheGap = confirmed(book(retainer, renewal.plus(Duration.ofDays(12))));
        var after = confirmed(book(retainer, renewal.plus(Duration.ofDays(16))));
        cardGoesBad(retainer);
        journey.advanceTo(renewal);
        awaitDebt(retainer);
        journey.advanceToTheEndOf(sooner);
        journey.awaitStatus(sooner, BookingStatus.DELIVERED);
        journey.awaitEngineAtRest();
        journey.advanceTo(renewal.plus(Duration.ofDays(10)));

        journey.pay(period(retainer, 2).id().value(), GOOD_CARD);

        awaitFunded(sooner);
        journey.awaitStatus(inTheGap, BookingStatus.CANCELLED);
        journey.awaitMail(inTheGap, "Released", "has no session left at that time");
        assertThat(payments.ofSubject(inTheGap.id().value())).isEmpty();
        assertThat(reload(after).status()).as("waits for the next renewal").isEqualTo(BookingStatus.CONFIRMED);
        assertThat(reload(after).isUnfunded()).isTrue();
    }

    @Test
    void cancellingTheRetainerReleasesWhatLiesBeyondItsEnd() {
        var retainer = begun(2);
        var beyond = confirmed(book(retainer, retainer.renewal(0).plus(Duration.ofDays(5))));
        var within = confirmed(book(retainer, retainer.renewal(0).minus(Duration.ofDays(5))));
        var quote = endings.quote(retainer.id());
        assertThat(forward.releasedByEnd(retainer.id(), quote.endsAt())).extracting(Booking::id).containsExactly(beyond.id());

        endings.cancel(retainer.id(), quote, "client");

        journey.awaitStatus(beyond, BookingStatus.CANCELLED);
        journey.awaitMail(beyond, "Released", "ends before");
        assertThat(reload(within).status()).isEqualTo(BookingStatus.CONFIRMED);
        assertThatThrownBy(() -> book(retainer, retainer.renewal(0).plus(Duration.ofDays(6)))).isInstanceOf(NoCredit.class);
    }

    @Test
    void pausingTheRetainerReleasesWhatLiesBeforeItsNextRenewal() {
        var retainer = begun(2);
        var within = confirmed(book(retainer, retainer.renewal(0).plus(Duration.ofDays(5))));
        var after = confirmed(book(retainer, retainer.renewal(1).plus(Duration.ofDays(5))));
        var until = retainer.renewal(0).plus(Duration.ofDays(10));
        assertThat(forward.releasedByPause(retainer.id(), until)).extracting(Booking::id).containsExactly(within.id());

        pauses.pause(retainer.id(), until, "client");

        journey.awaitStatus(within, BookingStatus.CANCELLED);
        journey.awaitMail(within, "Released", "is paused");
        assertThat(reload(after).status()).isEqualTo(BookingStatus.CONFIRMED);
    }

    @Test
    void aPauseBeforeAPlanOfAnotherRhythmReleasesWhatLiesBeforeTheNextRenewalThatWasShown() {
        var retainer = begun(2);
        var weekly = plan(2, Cadence.WEEK);
        planChanges.change(retainer.id(), planChanges.preview(retainer.id(), weekly.id(), When.AT_RENEWAL), "client");
        var within = confirmed(book(retainer, retainer.renewal(0).plus(Duration.ofDays(17))));
        var until = retainer.renewal(0).plus(Duration.ofDays(10));
        var shown = pauses.quote(retainer.id(), until).chargedAt();
        assertThat(shown).as("as the plan renews that runs").isEqualTo(retainer.renewal(1));
        assertThat(forward.releasedByPause(retainer.id(), until)).extracting(Booking::id).containsExactly(within.id());

        pauses.pause(retainer.id(), until, "client");

        journey.awaitStatus(within, BookingStatus.CANCELLED);
        journey.awaitEngineAtRest();
        journey.advanceTo(until);
        await().atMost(20, TimeUnit.SECONDS).until(() -> retainers.retainer(retainer.id()).pausedAt() == null);
        journey.awaitEngineAtRest();
        journey.advanceTo(shown);
        assertThat(awaitPaid(retainer, 2).startsAt()).isEqualTo(shown);
        assertThat(period(retainer, 2).endsAt()).isEqualTo(shown.plus(Duration.ofDays(7)));
    }

    @Test
    void aSessionThatTookPlaceAndIsNeverPaidForByARenewalBecomesAPaymentOfItsOwn() {
        var retainer = begun(2);
        var renewal = retainer.renewal(0);
        var booking = confirmed(book(retainer, renewal.plus(Duration.ofHours(3))));
        cardGoesBad(retainer);
        journey.advanceTo(renewal);
        var unpaid = awaitPeriod(retainer, 2);
        journey.awaitEngineAtRest();
        journey.advanceToTheEndOf(booking);
        journey.awaitStatus(booking, BookingStatus.DELIVERED);
        await().until(() -> unpaidPayment(retainer).isPresent());

        collecting.writeOff(unpaidPayment(retainer).orElseThrow());
        retainerFlow.settle(unpaid.id());

        var owed = journey.awaitOwed(booking);
        assertThat(owed.purpose()).isEqualTo(Purpose.BALANCE);
        assertThat(owed.amount()).isEqualTo(euro(15_000));
        assertThat(reload(booking).funding()).isEqualTo(Funding.BILLED);
        journey.pay(booking, GOOD_CARD);
        journey.awaitPaid(booking, Purpose.BALANCE);
        assertThat(journey.balance(Account.RECEIVABLE, booking)).isEqualTo(euro(0));
        assertThat(journey.balance(Account.REVENUE, booking)).isEqualTo(euro(-15_000));
    }

    @Test
    void aRenewalAndACancellationAtTheSameMomentEndInOneTrueState() throws Exception {
        for (var round = 0; round < 4; round++) {
            var retainer = begun(1);
            var booking = confirmed(book(retainer, retainer.renewal(0).plus(Duration.ofDays(5))));
            var quote = cancellations.quote(booking.id(), ClosingReason.CLIENT_CANCELLED);
            journey.awaitEngineAtRest();

            together(List.of(() -> {
                journey.advanceTo(retainer.renewal(0));
                return forwardSettled(retainer);
            }, () -> {
                cancellations.close(booking.id(), ClosingReason.CLIENT_CANCELLED, quote, "client");
                return true;
            }));

            var lot = awaitPaid(retainer, 2).lot();
            await().untilAsserted(() -> {
                assertThat(bookings.closing(booking.id()).orElseThrow().settledAt()).isNotNull();
                assertThat(credits.lot(lot).free()).as("the credit is in its lot").isOne();
                assertThat(credits.lot(lot).held()).isZero();
            });
        }
    }

    private boolean forwardSettled(Running retainer) {
        forward.settled(awaitPaid(retainer, 2).id());
        return true;
    }

    private void awaitDebt(Running retainer) {
        awaitPeriod(retainer, 2);
        await().alias("dunning began").atMost(20, TimeUnit.SECONDS).until(() -> unpaidPayment(retainer).filter(debts::isDebt).isPresent());
        journey.awaitEngineAtRest();
    }

    private Optional<PaymentId> unpaidPayment(Running retainer) {
        return Optional.ofNullable(period(retainer, 2).payment());
    }

    /** A retainer at EUR 300.00 a period whose first period is paid. */
    private Running begun(int sessions) {
        return begun(sessions, Cadence.MONTH);
    }

    private Running begun(int sessions, Cadence cadence) {
        offering = fixtures.offering().onSale();
        var plan = plan(sessions, cadence);
        var key = UUID.randomUUID().toString();
        var client = clients.register("Mira Test", "mira-" + key + "@client.example", null, ZoneId.of("Europe/Berlin"), Locale.UK);
        var retainer = new Running(retainers.agree(new RetainerRequest(key, client.id(), plan.id(), "client")), client.mail());
        journey.pay(awaitPeriod(retainer, 1).id().value(), GOOD_CARD);
        awaitPaid(retainer, 1);
        journey.awaitEngineAtRest();
        return retainer;
    }

    private Breakage nothingIsFunded(Booking waiting) {
        return Breakage.refusing(database, "booking.booking", "new.funding = 'FUNDED' and new.id = '%s'".formatted(waiting.id()));
    }

    private RetainerPlan plan(int sessions) {
        return plan(sessions, Cadence.MONTH);
    }

    private RetainerPlan plan(int sessions, Cadence cadence) {
        var id = RetainerPlanId.next();
        var terms = new RetainerTerms(Money.of(30_000, "EUR"), cadence, sessions, List.of(offering.id().value()), RollOver.none(), 0, 0, null, 0,
                PausePolicy.KEEP_ANCHOR, ChangePolicy.NOW, null, List.of());
        return plans.save(new RetainerPlan(id, "plan-" + id, "Coaching each month", "Each month.", terms, true));
    }

    private final class Running {
        private final Retainer retainer;
        private final String mail;
        private List<Instant> renewals = List.of();

        private Running(Retainer retainer, String mail) {
            this.retainer = retainer;
            this.mail = mail;
        }

        RetainerId id() {
            return retainer.id();
        }

        /** Renewals as they were to come after the first period; of a plan by the week, only the first. */
        Instant renewal(int ahead) {
            if (renewals.isEmpty()) {
                var first = retainers.next(id()).orElseThrow().at();
                var zone = retainers.retainer(id()).zone();
                var start = period(this, 1).startsAt().atZone(zone);
                renewals = List.of(first, start.plusMonths(2).toInstant(), start.plusMonths(3).toInstant(), start.plusMonths(4).toInstant());
            }
            return renewals.get(ahead);
        }
    }

    private Booking book(Running retainer, Instant about) {
        var start = about.truncatedTo(ChronoUnit.HOURS);
        var asked = fixtures.request(offering, start);
        return bookings.request(new BookingRequest(asked.requestKey(), asked.offering(), asked.provider(), start, asked.name(), retainer.mail, null, asked.zone(), asked.locale(),
                new Holder.Signed(retainer.retainer.client())));
    }

    private Booking confirmed(Booking booking) {
        return journey.awaitStatus(booking, BookingStatus.CONFIRMED);
    }

    private void cancel(Booking booking) {
        cancellations.close(booking.id(), ClosingReason.CLIENT_CANCELLED, cancellations.quote(booking.id(), ClosingReason.CLIENT_CANCELLED), "client");
    }

    private void cardGoesBad(Running retainer) {
        journey.awaitEngineAtRest();
        sandbox.stripe().cardsOnFileBecome(journey.charges(period(retainer, 1).id().value()).getFirst().customer().orElseThrow(), CARD_THAT_GOES_BAD);
    }

    private Booking reload(Booking booking) {
        return journey.reload(booking.id());
    }

    private void awaitFunded(Booking booking) {
        await().alias("funded").atMost(20, TimeUnit.SECONDS).until(() -> reload(booking).creditLot() != null);
    }

    private RetainerPeriod period(Running retainer, int number) {
        return retainers.periods(retainer.id()).stream().filter(period -> period.number() == number).findFirst().orElseThrow();
    }

    private RetainerPeriod awaitPeriod(Running retainer, int number) {
        await().atMost(20, TimeUnit.SECONDS).until(() -> retainers.periods(retainer.id()).size() >= number);
        return period(retainer, number);
    }

    private RetainerPeriod awaitPaid(Running retainer, int number) {
        awaitPeriod(retainer, number);
        return await().alias("period %d is paid".formatted(number)).atMost(20, TimeUnit.SECONDS).until(() -> period(retainer, number), now -> now.status() == PeriodStatus.PAID);
    }

    private static Money euro(long minor) {
        return Money.of(minor, "EUR");
    }

    private static <T> List<T> together(List<Callable<T>> works) throws InterruptedException {
        try (var pool = Executors.newFixedThreadPool(works.size())) {
            return pool.invokeAll(works).stream().map(Future::resultNow).toList();
        }
    }
}
