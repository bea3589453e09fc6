package dev.upfront.dunning;

import static dev.upfront.sandbox.Journey.CARD_THAT_GOES_BAD;
import static dev.upfront.sandbox.Journey.GOOD_CARD;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.upfront.UpfrontTest;
import dev.upfront.booking.Booking;
import dev.upfront.booking.BookingRequest;
import dev.upfront.booking.Bookings;
import dev.upfront.catalog.Cadence;
import dev.upfront.catalog.ChangePolicy;
import dev.upfront.catalog.PausePolicy;
import dev.upfront.catalog.RetainerPlan;
import dev.upfront.catalog.RetainerPlanId;
import dev.upfront.catalog.RetainerPlans;
import dev.upfront.catalog.RetainerTerms;
import dev.upfront.catalog.RollOver;
import dev.upfront.catalog.Catalog;
import dev.upfront.client.ClientId;
import dev.upfront.client.Clients;
import dev.upfront.credits.Credits;
import dev.upfront.ledger.Account;
import dev.upfront.money.Money;
import dev.upfront.notification.Mails;
import dev.upfront.notification.SentMail;
import dev.upfront.payment.ClientPayments;
import dev.upfront.payment.Means;
import dev.upfront.payment.PaymentId;
import dev.upfront.payment.PaymentStatus;
import dev.upfront.payment.Payments;
import dev.upfront.payment.ReplacedCards;
import dev.upfront.retainer.Cancellations;
import dev.upfront.retainer.PeriodStatus;
import dev.upfront.retainer.Retainer;
import dev.upfront.retainer.RetainerPeriod;
import dev.upfront.retainer.RetainerRequest;
import dev.upfront.retainer.RetainerStatus;
import dev.upfront.retainer.Retainers;
import dev.upfront.sandbox.Fixtures;
import dev.upfront.sandbox.Journey;
import dev.upfront.sandbox.Sandbox;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What becomes of a renewal that the card on file did not pay, in the whole application. */
@UpfrontTest
@Import(ReplacedCards.class)
class DunningJourneyTests {

    private static final String CARD_THAT_ALWAYS_ASKS = "4000002760003184";
    private static final String LOST_CARD = "4000000000009987";
    private static final String CARD_WITHOUT_MONEY = "4000000000009995";
    @Autowired Catalog catalog;
    @Autowired Debts debts;
    @Autowired Retainers retainers;
    @Autowired RetainerPlans plans;
    @Autowired Cancellations cancellations;
    @Autowired Credits credits;
    @Autowired Clients clients;
    @Autowired Payments payments;
    @Autowired ClientPayments clientPayments;
    @Autowired ReplacedCards replacedCards;
    @Autowired Bookings bookings;
    @Autowired Mails mails;
    @Autowired Fixtures fixtures;
    @Autowired Journey journey;
    @Autowired Sandbox sandbox;
    @Autowired JdbcClient database;

    @Test
    void aFailedRenewalIsRecoveredByANewCardAtOnceAndTheRetainerGoesOn() {
        var failed = failedRenewal(CARD_THAT_GOES_BAD);
        awaitPlanned(failed, Action.RETRY);
        assertThat(kinds(failed)).containsExactly("dunning.declined");

        replacedCards.replace(failed, GOOD_CARD);

        awaitStatus(failed, DebtStatus.RECOVERED);
        assertThat(charges(failed)).isEqualTo(1);
        var period = awaitPeriod(failed, PeriodStatus.PAID);
        assertThat(credits.lot(period.lot()).free()).isEqualTo(4);
        await().untilAsserted(() -> assertThat(kinds(failed)).containsExactly("dunning.declined", "payment.receipt"));
        assertThat(retainerOf(failed).status()).isEqualTo(RetainerStatus.ACTIVE);
    }

    @Test
    void oneThatNobodyPaysGoesThroughTheWholeScheduleAndEndsTheRetainer() {
        var failed = failedRenewal(CARD_THAT_GOES_BAD);
        for (var action : List.of(Action.RETRY, Action.RETRY, Action.ALERT_STAFF, Action.SUSPEND_BOOKING, Action.RETRY,
                Action.RELEASE_SESSIONS, Action.GIVE_UP)) { // what is due together is done together
            assertThat(payments.payment(failed).status()).isEqualTo(PaymentStatus.OWED);
            advanceToThe(failed, action);
        }

        awaitStatus(failed, DebtStatus.WRITTEN_OFF);
        awaitPeriod(failed, PeriodStatus.GIVEN_UP);
        await().atMost(20, TimeUnit.SECONDS).until(() -> retainerOf(failed).status() == RetainerStatus.ENDED);
        assertThat(payments.declinedTries(payments.payment(failed).subject().id())).as("the renewal and three retries").hasSize(4);
        assertThat(kinds(failed)).as("no word of released sessions: none was booked ahead")
                .containsExactly("dunning.declined", "dunning.reminder", "dunning.staff-alert", "dunning.suspended", "dunning.reminder");
        assertThat(debts.find(failed).orElseThrow().openedAt()).isBefore(sandbox.clock().instant().minus(Duration.ofDays(20)));
        assertThat(debts.timeline(failed)).extracting(Change::what).containsSubsequence("Dunning began: the card was declined",
                "The client can't book until it is paid", "Written off: its schedule is at its end").noneMatch(what -> what.contains("released"));
        assertThat(debts.suspends(payments.payment(failed).clientId())).isFalse();
    }

    @Test
    void aCardThatIsLostIsNeverTriedAgainAndItsHolderIsAskedForAnother() {
        var failed = failedRenewal(LOST_CARD);
        awaitPlanned(failed, Action.MAIL_CLIENT);
        assertMailed(failed, "Your card can’t be used");
        advanceToThe(failed, Action.MAIL_CLIENT);
        advanceToThe(failed, Action.ALERT_STAFF);
        awaitPlanned(failed, Action.SUSPEND_BOOKING);
        assertThat(payments.declinedTries(payments.payment(failed).subject().id())).hasSize(1);

        replacedCards.replace(failed, GOOD_CARD);

        awaitStatus(failed, DebtStatus.RECOVERED);
        assertThat(charges(failed)).isEqualTo(1);
    }

    @Test
    void aCardWithoutMoneyIsTriedAgainOnThePayDayAndOnce() {
        var failed = failedRenewal(CARD_WITHOUT_MONEY);
        var opened = debts.find(awaitPlanned(failed, Action.MAIL_CLIENT).paymentId()).orElseThrow().openedAt().atZone(practice()).toLocalDate();
        var payDay = opened.plusDays(3).datesUntil(opened.plusDays(40)).filter(day -> day.getDayOfMonth() == 1 || day.getDayOfMonth() == 15).findFirst().orElseThrow();
        while (payments.declinedTries(payments.payment(failed).subject().id()).size() < 2) {
            var next = awaitPlanned(failed, null);
            if (next.nextAction() == Action.RETRY) {
                assertThat(next.nextAt().atZone(practice()).toLocalDate()).isEqualTo(payDay);
            }
            if (next.nextAction() == Action.GIVE_UP) {
                return; // further away than the schedule reaches
            }
            advanceToThe(failed, next.nextAction());
        }
        assertThat(sandbox.clock().instant().atZone(practice()).toLocalDate()).isEqualTo(payDay);
        var after = awaitPlanned(failed, null);
        assertThat(after.nextAction() == Action.RETRY && after.nextAt().atZone(practice()).toLocalDate().isBefore(payDay.plusDays(10))).isFalse();
    }

    @Test
    void aBankThatAsksItsClientSendsThemTheLinkAtOnce() {
        var failed = failedRenewal(CARD_THAT_ALWAYS_ASKS);
        awaitPlanned(failed, Action.MAIL_CLIENT);
        assertMailed(failed, "Your bank wants you to confirm");
        journey.pay(payments.payment(failed).subject().id(), GOOD_CARD);
        awaitStatus(failed, DebtStatus.RECOVERED);
        awaitPeriod(failed, PeriodStatus.PAID);
        assertThat(charges(failed)).isEqualTo(1);
    }

    @Test
    void aPaidLinkEndsItAtOnceAndTheMailsStopAndBookingIsFree() {
        var failed = failedRenewal(CARD_THAT_GOES_BAD);
        for (var action : List.of(Action.RETRY, Action.RETRY, Action.ALERT_STAFF, Action.SUSPEND_BOOKING)) {
            advanceToThe(failed, action);
        }
        awaitPlanned(failed, Action.RETRY);
        var client = payments.payment(failed).clientId();
        assertThat(debts.suspends(client)).isTrue();
        assertThatThrownBy(() -> bookAs(client)).isInstanceOf(dev.upfront.booking.NotAllowed.class).hasMessageContaining("Nothing was booked and nothing was charged")
                .hasMessageContaining("The mail sent there says why");

        journey.pay(payments.payment(failed).subject().id(), GOOD_CARD);

        awaitStatus(failed, DebtStatus.RECOVERED);
        assertThat(debts.suspends(client)).isFalse();
        assertThat(bookAs(client).client()).isEqualTo(client);
        await().untilAsserted(() -> assertThat(kinds(failed)).contains("dunning.restored", "payment.receipt"));
        var written = kinds(failed).size();
        journey.awaitEngineAtRest();
        sandbox.advance(Duration.ofDays(8));
        journey.awaitEngineAtRest();
        assertThat(kinds(failed)).hasSize(written);
        assertThat(charges(failed)).isEqualTo(1);
    }

    @Test
    void aCardThatIsTakenBackIsNotChargedAndTheLinkIsMailed() {
        var failed = failedRenewal(CARD_THAT_GOES_BAD);
        awaitPlanned(failed, Action.RETRY);
        var client = payments.payment(failed).clientId();

        clientPayments.removeCard(client, payments.cardsOnFile(client).getFirst());

        await().atMost(20, TimeUnit.SECONDS).untilAsserted(() -> assertThat(kinds(failed)).containsExactly("dunning.declined", "dunning.declined"));
        assertThat(awaitPlanned(failed, Action.MAIL_CLIENT).obstacle()).isEqualTo(dev.upfront.payment.Obstacle.NO_CARD);
        advanceToThe(failed, Action.MAIL_CLIENT);
        awaitPlanned(failed, Action.ALERT_STAFF);
        assertThat(payments.declinedTries(payments.payment(failed).subject().id())).hasSize(1);
    }

    @Test
    void anotherCardThatIsDeclinedTooIsToldAtOnce() {
        var failed = failedRenewal(CARD_THAT_GOES_BAD);
        awaitPlanned(failed, Action.RETRY);

        replacedCards.replace(failed, CARD_THAT_GOES_BAD);

        await().atMost(20, TimeUnit.SECONDS).untilAsserted(() -> assertThat(kinds(failed)).containsExactly("dunning.declined", "dunning.declined"));
        awaitPlanned(failed, Action.RETRY);
        assertThat(payments.declinedTries(payments.payment(failed).subject().id())).as("a card need not rest for another").hasSize(2);
    }

    @Test
    void anExtendedOneIsLeftAloneUntilItsDayIsOver() {
        var failed = failedRenewal(CARD_THAT_GOES_BAD);
        var before = awaitPlanned(failed, Action.RETRY);
        var until = LocalDate.ofInstant(sandbox.clock().instant(), practice()).plusDays(20);

        debts.extend(failed, until, "Sam");
        debts.extend(failed, until, "Sam");

        var after = await().atMost(20, TimeUnit.SECONDS).until(() -> debts.find(failed).orElseThrow(),
                debt -> debt.nextAt() != null && debt.nextAt().isAfter(before.nextAt()));
        assertThat(after.nextAction()).isEqualTo(Action.RETRY);
        assertThat(after.nextAt().atZone(practice()).toLocalDate()).isEqualTo(until.plusDays(4));
        assertThat(debts.timeline(failed)).filteredOn(change -> change.what().startsWith("Extended")).hasSize(1);
        assertThat(period(failed).status()).isEqualTo(PeriodStatus.DUE);
        assertThat(retainerOf(failed).status()).isEqualTo(RetainerStatus.ACTIVE);
        journey.pay(payments.payment(failed).subject().id(), GOOD_CARD);
        awaitPeriod(failed, PeriodStatus.PAID);
    }

    @Test
    void cashRecoversItOutsideOfStripe() {
        var failed = failedRenewal(CARD_THAT_GOES_BAD);
        awaitPlanned(failed, Action.RETRY);
        journey.openCheckoutOf(payments.payment(failed).subject().id());

        assertThat(debts.paidOutside(failed, Means.CASH, "Sam")).isTrue();
        assertThat(debts.paidOutside(failed, Means.CASH, "Sam")).as("a repeat").isFalse();

        awaitStatus(failed, DebtStatus.RECOVERED);
        var period = awaitPeriod(failed, PeriodStatus.PAID);
        assertThat(charges(failed)).isZero();
        assertThat(journey.balance(Account.OUTSIDE_STRIPE, period.id().value(), period.amount().currency())).isEqualTo(period.amount());
        assertThat(payments.payment(failed).collected()).isEqualTo(period.amount());
        assertThat(debts.timeline(failed)).extracting(Change::what).containsOnlyOnce("Paid in cash");
    }

    @Test
    void staffWriteItOffWithAReasonAndTheRetainerEnds() {
        var failed = failedRenewal(CARD_THAT_GOES_BAD);
        awaitPlanned(failed, Action.RETRY);

        assertThat(debts.writeOff(failed, "moved abroad", "Sam")).isTrue();
        assertThat(debts.writeOff(failed, "moved abroad", "Sam")).isTrue();

        awaitStatus(failed, DebtStatus.WRITTEN_OFF);
        awaitPeriod(failed, PeriodStatus.GIVEN_UP);
        assertThat(debts.timeline(failed)).filteredOn(change -> change.what().equals("Written off: moved abroad")).singleElement()
                .extracting(Change::by).isEqualTo("Sam");
        assertThat(charges(failed)).isZero();
    }

    @Test
    void aRetainerThatIsCancelledMeanwhileStillOwesAndEndsOnceItIsPaid() {
        var failed = failedRenewal(CARD_THAT_GOES_BAD);
        awaitPlanned(failed, Action.RETRY);
        var retainer = retainerOf(failed);
        var quote = cancellations.quote(retainer.id());
        assertThat(quote.owed()).isEqualTo(payments.payment(failed).amount());
        cancellations.cancel(retainer.id(), quote, "client");
        assertThat(payments.payment(failed).status()).isEqualTo(PaymentStatus.OWED);

        journey.pay(payments.payment(failed).subject().id(), GOOD_CARD);
        awaitPeriod(failed, PeriodStatus.PAID);
        journey.awaitEngineAtRest();
        journey.advanceTo(quote.endsAt());

        await().atMost(20, TimeUnit.SECONDS).until(() -> retainerOf(failed).status() == RetainerStatus.ENDED);
        assertThat(retainers.periods(retainer.id())).hasSize(2);
    }

    @Test
    void staffHaveTheCardTriedAtOnceOnceItHasRested() {
        var failed = failedRenewal(CARD_THAT_GOES_BAD);
        awaitPlanned(failed, Action.RETRY);
        assertThatThrownBy(() -> debts.retryNow(failed, "Sam")).isInstanceOf(NotAllowed.class).hasMessageContaining("rests");
        journey.awaitEngineAtRest();
        sandbox.advance(Duration.ofHours(25));
        cardsBecome(failed, GOOD_CARD);

        debts.retryNow(failed, "Sam");

        awaitStatus(failed, DebtStatus.RECOVERED);
        assertThat(charges(failed)).isEqualTo(1);
    }

    @Test
    void aTryBeyondTheNetworksLimitIsNotMadeAndWhoeverAsksForItIsToldUntilWhen() {
        var failed = failedRenewal(CARD_THAT_GOES_BAD);
        awaitPlanned(failed, Action.RETRY);
        declinedAsWell(failed, 13);
        var tries = sandbox.stripe().charges().size();
        assertThatThrownBy(() -> debts.retryNow(failed, "Sam")).isInstanceOf(NotAllowed.class).hasMessageContaining("Not charged").hasMessageContaining("limit on tries")
                .hasMessageContaining("possible from");

        advanceToThe(failed, Action.RETRY);

        var next = awaitPlanned(failed, Action.MAIL_CLIENT);
        assertThat(debts.timeline(failed)).extracting(Change::what).anyMatch(what -> what.startsWith("Not charged: the card networks' limit") && what.contains("possible from"))
                .noneMatch(what -> what.contains("charged again"));
        assertThat(sandbox.stripe().charges()).as("no bank was asked").hasSize(tries);
        assertThat(next.retriedAt()).isNull();
    }

    @Test
    void theMailPromisesAnotherTryWhereTheScheduleHasOne() {
        assertMailed(failedRenewal(CARD_THAT_GOES_BAD), "your card was declined, so nothing was charged. We will try it again in a few days");
    }

    @Test
    void aCardReplacedWhileTheRetryOfTheOldOneIsUnderWayIsChargedOnce() {
        var failed = failedRenewal(CARD_THAT_GOES_BAD);
        var planned = awaitPlanned(failed, Action.RETRY);
        journey.awaitEngineAtRest();
        journey.advanceTo(planned.nextAt());

        replacedCards.replace(failed, GOOD_CARD);

        awaitStatus(failed, DebtStatus.RECOVERED);
        awaitPeriod(failed, PeriodStatus.PAID);
        journey.awaitEngineAtRest();
        assertThat(charges(failed)).isEqualTo(1);
        assertThat(payments.payment(failed).collected()).isEqualTo(payments.payment(failed).amount());
    }

    @Test
    void moneyThatArrivesWhileStaffWriteItOffStaysPaid() {
        var failed = failedRenewal(CARD_THAT_GOES_BAD);
        awaitPlanned(failed, Action.RETRY);
        sandbox.stripe().switches().webhooksNext(10, dev.upfront.sandbox.stripe.WebhookFault.LOST);
        journey.pay(payments.payment(failed).subject().id(), GOOD_CARD);
        try {
            assertThat(debts.writeOff(failed, "moved abroad", "Sam")).as("paid after all").isFalse();
        } finally {
            sandbox.stripe().switches().reset();
        }
        awaitStatus(failed, DebtStatus.RECOVERED);
        awaitPeriod(failed, PeriodStatus.PAID);
        assertThat(charges(failed)).isEqualTo(1);
    }

    /** A monthly retainer whose second period the card did not pay. */
    private PaymentId failedRenewal(String card) {
        var key = UUID.randomUUID().toString();
        var client = clients.register("Mira Test", "mira-" + key + "@client.example", null, ZoneId.of("Europe/Berlin"), Locale.UK);
        var retainer = retainers.agree(new RetainerRequest(key, client.id(), plan().id(), "client"));
        journey.pay(await().atMost(20, TimeUnit.SECONDS).until(() -> retainers.periods(retainer.id()), periods -> !periods.isEmpty()).getFirst().id().value(), GOOD_CARD);
        var first = await().atMost(20, TimeUnit.SECONDS).until(() -> retainers.periods(retainer.id()).getFirst(), period -> period.status() == PeriodStatus.PAID);
        sandbox.stripe().cardsOnFileBecome(journey.charges(first.id().value()).getFirst().customer().orElseThrow(), card);
        journey.awaitEngineAtRest();
        journey.advanceTo(first.endsAt());
        return await().atMost(20, TimeUnit.SECONDS).until(() -> retainers.periods(retainer.id()).stream().filter(period -> period.number() == 2)
                .map(RetainerPeriod::payment).filter(java.util.Objects::nonNull).findFirst(), Optional::isPresent).orElseThrow();
    }

    /** Other cards of the same client, at the same time. */
    private void declinedAsWell(PaymentId failed, int times) {
        database.sql("""
                        insert into payment.attempt select (jsonb_populate_record(a, jsonb_build_object('id', gen_random_uuid(), 'intent', gen_random_uuid()))).*
                        from payment.attempt a, generate_series(1, :times) where a.payment = :payment and a.kind = 'CARD'""")
                .param("times", times).param("payment", failed.value()).update();
    }

    private RetainerPlan plan() {
        var offering = fixtures.offering().onSale();
        var id = RetainerPlanId.next();
        var terms = new RetainerTerms(Money.of(20_000, "EUR"), Cadence.MONTH, 4, List.of(offering.id().value()), RollOver.none(), 0, 0, null, 0,
                PausePolicy.KEEP_ANCHOR, ChangePolicy.NOW, null, List.of());
        return plans.save(new RetainerPlan(id, "plan-" + id, "Coaching each month", "Each month.", terms, true));
    }

    private void cardsBecome(PaymentId failed, String number) {
        var first = retainers.periods(retainerOf(failed).id()).getFirst();
        sandbox.stripe().cardsOnFileBecome(journey.charges(first.id().value()).getFirst().customer().orElseThrow(), number);
    }

    private Booking bookAs(ClientId client) {
        var asked = fixtures.request(fixtures.offering().onSale(), Duration.ofDays(2));
        return bookings.request(new BookingRequest(asked.requestKey(), asked.offering(), asked.provider(), asked.startsAt(), asked.name(), clients.client(client).mail(), null,
                asked.zone(), asked.locale(), null));
    }

    /** Waits until that is what comes next, or anything is, and the flow waits for its time. */
    private Debt awaitPlanned(PaymentId failed, @org.jspecify.annotations.Nullable Action action) {
        return await().alias("next is " + action + ", not " + debts.find(failed).map(Debt::nextAction)).atMost(20, TimeUnit.SECONDS)
                .until(() -> debts.find(failed).orElse(null), debt -> debt != null && debt.nextAction() != null && (action == null || debt.nextAction() == action)
                        && debt.nextAt().isAfter(sandbox.clock().instant()) && journey.asksTheClient(failed));
    }

    private void advanceToThe(PaymentId failed, Action action) {
        var planned = awaitPlanned(failed, action);
        journey.awaitEngineAtRest();
        journey.advanceTo(planned.nextAt());
        await().atMost(20, TimeUnit.SECONDS).until(() -> debts.find(failed).orElseThrow(), debt -> debt.plan() > planned.plan() || !debt.isOpen());
    }

    private void awaitStatus(PaymentId failed, DebtStatus status) {
        await().alias("the debt becomes " + status).atMost(20, TimeUnit.SECONDS).until(() -> debts.find(failed).orElseThrow().status() == status);
    }

    private RetainerPeriod period(PaymentId failed) {
        return retainers.period(new dev.upfront.retainer.RetainerPeriodId(payments.payment(failed).subject().id()));
    }

    private RetainerPeriod awaitPeriod(PaymentId failed, PeriodStatus status) {
        return await().alias("the period becomes " + status).atMost(20, TimeUnit.SECONDS).until(() -> period(failed), period -> period.status() == status);
    }

    private Retainer retainerOf(PaymentId failed) {
        return retainers.retainer(period(failed).retainer());
    }

    private long charges(PaymentId failed) {
        return journey.charges(payments.payment(failed).subject().id()).size();
    }

    private List<String> kinds(PaymentId failed) {
        return mails.about(failed.value()).stream().map(SentMail::kind).toList();
    }

    private void assertMailed(PaymentId failed, String words) {
        await().atMost(20, TimeUnit.SECONDS).untilAsserted(() -> assertThat(journey.mailsAbout(payments.payment(failed).reference()))
                .anySatisfy(mail -> assertThat(mail.text()).contains(words)));
    }

    private ZoneId practice() {
        return catalog.practice().zone();
    }
}
