package dev.upfront.retainer;

import static dev.upfront.catalog.RetainerPlanFixture.aPlan;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.upfront.catalog.Cadence;
import dev.upfront.catalog.RetainerPlan;
import dev.upfront.ledger.Account;
import dev.upfront.money.Money;
import dev.upfront.notification.Mails;
import dev.upfront.payment.ClientPayments;
import dev.upfront.payment.Purpose;
import dev.upfront.payment.Subject;
import dev.upfront.retainer.PlanChangeQuote.When;
import dev.upfront.retainer.RetainerWorld.Desk;
import dev.upfront.retainer.WhatIsNext.Step;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;

@RetainerTest
class RetainerTests {

    @Autowired Desk desk;
    @Autowired Retainers retainers;
    @Autowired RetainerFlow flow;
    @Autowired Cancellations cancellations;
    @Autowired Pauses pauses;
    @Autowired PlanChanges changes;
    @Autowired Mails mails;
    @Autowired ClientPayments clientPayments;
    @Autowired JdbcClient database;

    @Test
    void keepsACopyOfTheTermsThatWereAgreed() {
        var offering = desk.offering();
        var plan = desk.onSale(aPlan().sessions(4, offering).rollOver(2, 1).setUpFee(Money.of(50_00, "EUR")).instalments(12).contracts("coaching-agreement"));
        var retainer = desk.agreed(plan);
        desk.plans().save(new RetainerPlan(plan.id(), plan.slug(), "Dearer now", "", aPlan().costing(900_00, "EUR").build().terms(), true, plan.version()));

        assertThat(retainers.terms(retainer.id()).terms()).isEqualTo(plan.terms());
        assertThat(retainers.terms(retainer.id()).name()).isEqualTo("Coaching every month");
        assertThat(retainer.reference()).startsWith("RT-");
        assertThatThrownBy(() -> database.sql("update retainer.agreed_terms set amount_minor = 1 where retainer = ?").param(retainer.id().value()).update())
                .isInstanceOf(DataAccessException.class).hasMessageContaining("as they were agreed");
    }

    @Test
    void oneThatHasBegunIsTakenUpAnewWithoutItsFirstSteps() {
        var retainer = desk.agreed(desk.onSale(aPlan().trialDays(14).contracts("coaching-agreement")));
        var first = flow.takeUp(retainer.id(), 1);
        assertThat(first.contracts()).containsExactly("coaching-agreement");
        assertThat(first.cardFirst()).isTrue();
        flow.start(retainer.id());

        var again = flow.takeUp(retainer.id(), 2);

        assertThat(again.stillWanted()).isTrue();
        assertThat(again.contracts()).isEmpty();
        assertThat(again.cardFirst()).isFalse();
    }

    @Test
    void aPeriodWhoseCollectionWasLostIsCollectedFirstAndNotLeftOut() {
        var retainer = desk.paid(desk.onSale(aPlan()));
        desk.clock().advanceTo(flow.next(retainer.id()).at());
        var lost = flow.openPeriod(retainer.id()).orElseThrow();
        desk.clock().advance(Duration.ofDays(3));

        flow.takeUp(retainer.id(), 2);
        flow.start(retainer.id());
        assertThat(flow.next(retainer.id())).isEqualTo(WhatIsNext.renew(lost.startsAt(), Duration.ZERO));
        assertThat(flow.openPeriod(retainer.id()).orElseThrow().id()).isEqualTo(lost.id());
        assertThat(desk.charge(lost).status()).isEqualTo(PeriodStatus.PAID);

        assertThat(flow.next(retainer.id()).at()).isEqualTo(lost.endsAt());
    }

    @Test
    void theSameRequestKeyAgreesOnce() {
        var plan = desk.onSale(aPlan());
        var first = desk.agreed(plan);
        var key = database.sql("select request_key from retainer.retainer where id = ?").param(first.id().value()).query(String.class).single();

        assertThat(retainers.agree(new RetainerRequest(key, first.client(), plan.id(), "client")).id()).isEqualTo(first.id());
        assertThat(retainers.ofClient(first.client())).hasSize(1);
        assertThat(retainers.timeline(first.id())).extracting(Change::what).containsExactly("Agreed: Coaching every month");
    }

    @Test
    void whatIsNotOnSaleCannotBeAgreed() {
        var plan = desk.onSale(aPlan().active(false));

        assertThatThrownBy(() -> desk.agreed(plan)).isInstanceOf(NotAllowed.class).hasMessageContaining("Nothing was agreed or charged");
    }

    @Test
    void theFirstPeriodBeginsAtOnceWithTheSetUpFee() {
        var retainer = desk.started(desk.onSale(aPlan().setUpFee(Money.of(50_00, "EUR"))));
        var period = flow.openPeriod(retainer.id()).orElseThrow();

        assertThat(retainer.status()).isEqualTo(RetainerStatus.ACTIVE);
        assertThat(period.startsAt()).isEqualTo(desk.clock().instant());
        assertThat(period.amount()).isEqualTo(Money.of(350_00, "EUR"));
        var paid = desk.payOnPage(period);
        assertThat(desk.credited(Account.REVENUE, paid)).as("the fee is earned").isEqualTo(Money.of(50_00, "EUR"));
        assertThat(desk.credited(Account.UNEARNED, paid)).isEqualTo(Money.of(300_00, "EUR"));
        assertThat(desk.renew(retainer.id()).amount()).as("once").isEqualTo(Money.of(300_00, "EUR"));
    }

    @Test
    void aRenewalIsAnnouncedOnceItIsTimeAndWhoComesTooLateTellsNothingOfTheOneAfter() {
        var retainer = desk.paid(desk.onSale(aPlan()));
        var first = flow.next(retainer.id());
        flow.announceRenewal(retainer.id());
        assertThat(notices(retainer)).as("too early").isZero();

        desk.renew(retainer.id()); // while nobody was there to announce it
        flow.announceRenewal(retainer.id());
        assertThat(notices(retainer)).as("too late for the first, too early for the second").isZero();

        var second = flow.next(retainer.id());
        assertThat(second.at()).isAfter(first.at());
        desk.clock().advanceTo(second.noticeAt());
        flow.announceRenewal(retainer.id());
        flow.announceRenewal(retainer.id());
        assertThat(notices(retainer)).isOne();
    }

    @Test
    void theNoticeBeforeTheFirstChargeSaysTheSetUpFeeToo() {
        var retainer = desk.started(desk.onSale(aPlan().trialDays(14).setUpFee(Money.of(50_00, "EUR"))));
        desk.clock().advanceTo(flow.next(retainer.id()).noticeAt());
        flow.announceRenewal(retainer.id());

        assertThat(mails.about(retainer.id().value())).filteredOn(mail -> mail.kind().equals("retainer.renewal-notice")).singleElement()
                .satisfies(mail -> assertThat(mail.title()).as("no card is kept").startsWith("€350.00 is due on"));
        assertThat(mail(retainer, "retainer.renewal-notice")).contains("you get a link by mail to pay it").doesNotContain("card you keep with us", "You need not do anything");
        desk.clock().advanceTo(flow.next(retainer.id()).at());
        assertThat(flow.openPeriod(retainer.id()).orElseThrow().amount()).as("as it was said").isEqualTo(Money.of(350_00, "EUR"));
    }

    @Test
    void theNoticeAfterTheCardWasTakenBackSaysThatALinkToPayFollows() {
        var retainer = desk.paid(desk.onSale(aPlan()));
        clientPayments.removeCard(retainer.client(), desk.payments().cardOnFile(retainer.id().value()).orElseThrow());
        desk.clock().advanceTo(flow.next(retainer.id()).noticeAt());

        flow.announceRenewal(retainer.id());

        assertThat(mail(retainer, "retainer.renewal-notice")).contains("No card is kept for it", "you get a link by mail to pay it").doesNotContain("will be charged");
    }

    @Test
    void theMailThatItBeganSaysWhetherThereIsANextCharge() {
        var renewing = desk.paid(desk.onSale(aPlan()));
        var inOneInstalment = desk.paid(desk.onSale(aPlan().instalments(1)));
        var cancelled = desk.started(desk.onSale(aPlan()));
        var period = flow.openPeriod(cancelled.id()).orElseThrow();
        cancellations.cancel(cancelled.id(), cancellations.quote(cancelled.id()), "client");
        desk.payOnPage(period);

        assertThat(beganMail(renewing)).contains("The next charge is on").doesNotContain("Nothing more is charged");
        assertThat(beganMail(inOneInstalment)).contains("Nothing more is charged, and it ends by itself on").doesNotContain("The next charge is on");
        assertThat(beganMail(cancelled)).contains("Nothing more is charged, and it ends by itself on").doesNotContain("The next charge is on");
    }

    private String beganMail(Retainer retainer) {
        return mail(retainer, "retainer.began");
    }

    private String mail(Retainer retainer, String kind) {
        return database.sql("select text from notification.mail where kind = ? and subject = ?").params(kind, retainer.id().value()).query(String.class).single();
    }

    @Test
    void aChargeThatWasMovedOrChangedIsAnnouncedAgainWithItsDayAndAmount() {
        var retainer = desk.paid(desk.onSale(aPlan()));
        desk.clock().advanceTo(flow.next(retainer.id()).noticeAt());
        flow.announceRenewal(retainer.id());
        pauses.pause(retainer.id(), desk.clock().instant().plus(Duration.ofDays(40)), "client");
        desk.clock().advance(Duration.ofDays(40));
        pauses.resume(retainer.id(), "client");

        desk.clock().advanceTo(flow.next(retainer.id()).noticeAt());
        flow.announceRenewal(retainer.id());
        flow.announceRenewal(retainer.id());
        assertThat(notices(retainer)).as("the day is another").isEqualTo(2);

        var dearer = desk.onSale(aPlan().costing(400_00, "EUR"));
        changes.change(retainer.id(), changes.preview(retainer.id(), dearer.id(), When.AT_RENEWAL), "client");
        flow.announceRenewal(retainer.id());
        flow.announceRenewal(retainer.id());
        assertThat(notices(retainer)).as("the amount is another").isEqualTo(3);
        assertThat(mails.about(retainer.id().value()).getLast().title()).startsWith("€400.00 will be charged on");
    }

    private long notices(Retainer retainer) {
        return mails.about(retainer.id().value()).stream().filter(mail -> mail.kind().equals("retainer.renewal-notice")).count();
    }

    @Test
    void renewalsThatFellIntoTheDunningOfAWeekAreNeitherOpenedNorChargedAfterwards() {
        var retainer = desk.paid(desk.onSale(aPlan().every(Cadence.WEEK).sessions(1, desk.offering())));
        desk.clock().advanceTo(flow.next(retainer.id()).at());
        var second = flow.openPeriod(retainer.id()).orElseThrow();
        desk.clock().advance(Duration.ofDays(17));
        assertThat(flow.openPeriod(retainer.id()).orElseThrow().id()).as("no other while it is collected").isEqualTo(second.id());

        var paid = desk.payOnPage(second);

        var next = flow.next(retainer.id());
        assertThat(next.step()).isEqualTo(Step.RENEW);
        assertThat(next.at()).isBetween(desk.clock().instant(), desk.clock().instant().plus(Duration.ofDays(7)));
        assertThat(next.at()).as("on its usual day").isEqualTo(second.startsAt().plus(Duration.ofDays(21)));
        assertThat(desk.lot(paid).expiresAt()).as("its session can be used for a week").isEqualTo(desk.clock().instant().plus(Duration.ofDays(7)));
        assertThat(retainers.timeline(retainer.id())).extracting(Change::what).contains("2 renewals are left out: they fell into the time in which nothing was paid");
        assertThat(desk.renew(retainer.id()).startsAt()).isEqualTo(next.at());
    }

    @Test
    void aPaymentIsForThePeriodAndChargedToTheRetainersCard() {
        var retainer = desk.paid(desk.onSale(aPlan()));
        var renewed = desk.renew(retainer.id());

        assertThat(renewed.status()).isEqualTo(PeriodStatus.PAID);
        assertThat(desk.charges(renewed)).isOne();
        var payment = desk.payments().payment(renewed.payment());
        assertThat(payment.purpose()).isEqualTo(Purpose.RETAINER_PERIOD);
        assertThat(payment.subject()).isEqualTo(new Subject(Subject.Kind.RETAINER, renewed.id().value(), retainer.reference(), retainer.id().value()));
        assertThat(payment.description()).contains("Coaching every month", retainer.reference());
        assertThat(desk.payments().cardOnFile(retainer.id().value())).isPresent();
    }

    @Test
    void duringATrialNothingIsCharged() {
        var retainer = desk.started(desk.onSale(aPlan().trialDays(14)));

        assertThat(retainer.status()).isEqualTo(RetainerStatus.TRIAL);
        assertThat(flow.openPeriod(retainer.id())).isEmpty();
        var next = flow.next(retainer.id());
        assertThat(next.at()).isEqualTo(desk.clock().instant().plus(Duration.ofDays(14)));
        assertThat(next.noticeAt()).isEqualTo(next.at().minus(Duration.ofDays(7)));
        desk.clock().advanceTo(next.at());
        assertThat(flow.openPeriod(retainer.id()).orElseThrow().startsAt()).isEqualTo(next.at());
        assertThat(retainers.retainer(retainer.id()).status()).isEqualTo(RetainerStatus.ACTIVE);
    }

    @Test
    void askedAgainEveryStepHasOneEffect() {
        var offering = desk.offering();
        var retainer = desk.started(desk.onSale(aPlan().sessions(4, offering)));
        flow.start(retainer.id());
        var period = flow.openPeriod(retainer.id()).orElseThrow();
        assertThat(flow.openPeriod(retainer.id()).orElseThrow().id()).isEqualTo(period.id());
        assertThat(flow.requestPayment(period.id()).orElseThrow().payment()).isEqualTo(flow.requestPayment(period.id()).orElseThrow().payment());
        var paid = desk.payOnPage(period);
        assertThat(flow.settle(period.id()).lot()).isEqualTo(paid.lot());
        assertThat(flow.openPeriod(retainer.id()).orElseThrow().id()).as("none is due").isEqualTo(period.id());
        assertThat(retainers.periods(retainer.id())).hasSize(1);
        assertThat(desk.credits().ofClient(retainer.client())).hasSize(1);
        assertThat(desk.charges(paid)).isOne();
    }

    @Test
    void aPeriodThatIsNotPaidGrantsNothingUntilItIs() {
        var retainer = desk.started(desk.onSale(aPlan().sessions(4, desk.offering())));
        var period = flow.openPeriod(retainer.id()).orElseThrow();
        flow.requestPayment(period.id());

        assertThat(flow.settle(period.id()).status()).isEqualTo(PeriodStatus.UNPAID);
        assertThat(flow.settle(period.id()).lot()).as("whatever a flow says").isNull();
        var paid = desk.payOnPage(period);
        assertThat(desk.lot(paid).free()).isEqualTo(4);
        assertThat(desk.lot(paid).value()).isEqualTo(Money.of(300_00, "EUR"));
    }

    @Test
    void aPeriodWhoseDebtWasGivenUpIsGivenUp() {
        var retainer = desk.started(desk.onSale(aPlan()));
        var period = flow.openPeriod(retainer.id()).orElseThrow();
        desk.collecting().giveUp(flow.requestPayment(period.id()).orElseThrow().payment());

        assertThat(flow.settle(period.id()).status()).isEqualTo(PeriodStatus.GIVEN_UP);
        flow.giveUp(retainer.id());
        flow.giveUp(retainer.id());
        assertThat(retainers.retainer(retainer.id()).endReason()).as("it never really began").isEqualTo(EndReason.NOT_STARTED);
        assertThat(flow.openPeriod(retainer.id()).orElseThrow().number()).as("nothing more is opened").isOne();
    }

    @Test
    void aChangeOfPlanThatIsGivenUpIsToldAndTheRetainerGoesOn() {
        var retainer = desk.paid(desk.onSale(aPlan()));
        desk.clock().advance(Duration.ofDays(10));
        var rest = changes.change(retainer.id(), changes.preview(retainer.id(), desk.onSale(aPlan().costing(600_00, "EUR")).id(), When.NOW), "client");
        desk.collecting().giveUp(flow.requestPayment(rest.id()).orElseThrow().payment());

        flow.settle(rest.id());
        flow.settle(rest.id());

        assertThat(mail(retainer, "retainer.change-given-up")).contains(rest.amount().format(Locale.UK) + " is no longer asked for", "Nothing was charged", "does not end by that");
        assertThat(flow.next(retainer.id()).step()).isEqualTo(Step.RENEW);
    }

    @Test
    void whoEndsUnpaidAfterATrialIsNotToldThatNothingIsOwed() {
        var tried = desk.started(desk.onSale(aPlan().trialDays(14).sessions(4, desk.offering())));
        desk.clock().advanceTo(flow.next(tried.id()).at());
        var never = desk.started(desk.onSale(aPlan()));

        for (var retainer : List.of(tried, never)) {
            var period = flow.openPeriod(retainer.id()).orElseThrow();
            desk.collecting().giveUp(flow.requestPayment(period.id()).orElseThrow().payment());
            flow.settle(period.id());
            flow.giveUp(retainer.id());
        }

        assertThat(retainers.retainer(tried.id()).endReason()).isEqualTo(EndReason.NOT_PAID);
        assertThat(mail(tried, "retainer.ended")).contains("sessions that took place and were not paid are asked for separately").doesNotContain("You owe nothing");
        assertThat(mail(never, "retainer.ended")).contains("it has not begun. You owe nothing.");
    }

    @Test
    void whatIsPaidLateCanBeUsedForAsLongAsItWouldHaveBeen() {
        var retainer = desk.started(desk.onSale(aPlan().sessions(4, desk.offering())));
        var period = flow.openPeriod(retainer.id()).orElseThrow();
        flow.requestPayment(period.id());
        flow.settle(period.id());
        desk.clock().advanceTo(period.endsAt().plus(Duration.ofDays(3)));

        var paid = desk.payOnPage(period);
        assertThat(desk.lot(paid).expiresAt()).isEqualTo(desk.clock().instant().plus(period.length()));
    }

    @Test
    void aPaymentPlanEndsByItself() {
        var retainer = desk.paid(desk.onSale(aPlan().instalments(2)));
        assertThatThrownBy(() -> flow.end(retainer.id())).isInstanceOf(NotAllowed.class);
        var last = desk.renew(retainer.id());

        assertThat(flow.next(retainer.id())).isEqualTo(WhatIsNext.end(last.endsAt()));
        desk.clock().advanceTo(last.endsAt());
        assertThat(flow.openPeriod(retainer.id()).orElseThrow().id()).as("no third one").isEqualTo(last.id());
        flow.end(retainer.id());
        flow.end(retainer.id());
        assertThat(retainers.retainer(retainer.id()).endReason()).isEqualTo(EndReason.COMPLETED);
    }

    @Test
    void accessIsEarnedWhenItsPeriodIsOver() {
        var retainer = desk.paid(desk.onSale(aPlan()));
        var first = retainers.periods(retainer.id()).getFirst();
        assertThat(desk.credited(Account.REVENUE, first)).isEqualTo(Money.of(0, "EUR"));
        desk.renew(retainer.id());

        assertThat(desk.credited(Account.REVENUE, first)).isEqualTo(Money.of(300_00, "EUR"));
        assertThat(desk.credited(Account.UNEARNED, first)).isEqualTo(Money.of(0, "EUR"));
    }

    @Test
    void unusedCreditsRollOverAsAgreed() {
        var retainer = desk.paid(desk.onSale(aPlan().sessions(4, desk.offering()).rollOver(3, 1)));
        var first = retainers.periods(retainer.id()).getFirst();
        assertThat(desk.lot(first).expiresAt()).isEqualTo(first.endsAt());
        var second = desk.renew(retainer.id());

        assertThat(desk.lot(first).free()).as("at most 3 go on").isEqualTo(3);
        assertThat(desk.lot(first).expired()).isOne();
        assertThat(desk.lot(first).expiresAt()).isEqualTo(second.endsAt());
        assertThat(desk.lot(second).free()).isEqualTo(4);
        desk.renew(retainer.id());
        assertThat(desk.lot(first).free()).as("for one period").isZero();
        assertThat(desk.lot(second).free()).isEqualTo(3);
    }

    @Test
    void withoutRollOverUnusedCreditsEnd() {
        var retainer = desk.paid(desk.onSale(aPlan().sessions(4, desk.offering())));
        desk.renew(retainer.id());

        var first = retainers.periods(retainer.id()).getFirst();
        assertThat(desk.lot(first).expired()).isEqualTo(4);
        assertThat(desk.lot(first).valueLeft()).isEqualTo(Money.of(0, "EUR"));
    }

    @Test
    void theNextRenewalIsAnnounced() {
        var retainer = desk.paid(desk.onSale(aPlan().every(Cadence.YEAR)));
        var next = flow.next(retainer.id());

        assertThat(next.step()).isEqualTo(Step.RENEW);
        assertThat(next.noticeAt()).isEqualTo(next.at().minus(Duration.ofDays(30)));
    }

    @Test
    void anAmountThatWasOpenedCannotBeChanged() {
        var retainer = desk.paid(desk.onSale(aPlan()));

        assertThatThrownBy(() -> database.sql("update retainer.period set amount_minor = 1 where retainer = ?").param(retainer.id().value()).update())
                .isInstanceOf(DataAccessException.class).hasMessageContaining("as they were when it was opened");
    }
}
