package dev.upfront.retainer;

import static dev.upfront.catalog.RetainerPlanFixture.aPlan;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.upfront.catalog.Cadence;
import dev.upfront.catalog.ChangePolicy;
import dev.upfront.money.Money;
import dev.upfront.retainer.PlanChangeQuote.When;
import dev.upfront.retainer.RetainerWorld.Desk;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** What is previewed is what is charged. */
@RetainerTest
class PlanChangeTests {

    @Autowired Desk desk;
    @Autowired Retainers retainers;
    @Autowired RetainerFlow flow;
    @Autowired PlanChanges changes;
    @Autowired Cancellations cancellations;

    @Test
    void nowItCostsTheDifferenceOfTheRestToTheCent() {
        var retainer = desk.paid(desk.onSale(aPlan()));
        var running = retainers.periods(retainer.id()).getFirst();
        var other = desk.onSale(aPlan().costing(500_00, "EUR"));
        desk.clock().advance(running.length().dividedBy(4));
        var shown = changes.preview(retainer.id(), other.id(), When.NOW);

        assertThat(shown.credit()).isEqualTo(Money.of(225_00, "EUR"));
        assertThat(shown.charge()).isEqualTo(Money.of(375_00, "EUR"));
        assertThat(shown.due()).isEqualTo(Money.of(150_00, "EUR"));
        desk.clock().advance(Duration.ofMinutes(20));
        var rest = changes.change(retainer.id(), shown, "client");
        assertThat(rest.amount()).as("though time went by").isEqualTo(shown.due());
        assertThat(changes.change(retainer.id(), shown, "client").id()).as("asked again").isEqualTo(rest.id());
        var paid = desk.charge(rest);
        assertThat(paid.status()).isEqualTo(PeriodStatus.PAID);
        assertThat(desk.charges(paid)).isOne();
        assertThat(desk.payments().payment(paid.payment()).amount()).isEqualTo(shown.due());
        var renewed = desk.renew(retainer.id());
        assertThat(renewed.startsAt()).as("the renewal day stays").isEqualTo(running.endsAt());
        assertThat(renewed.amount()).isEqualTo(shown.amount());
    }

    @Test
    void aSecondChangeIsReckonedFromThePlanThatRuns() {
        var retainer = desk.paid(desk.onSale(aPlan()));
        var running = retainers.periods(retainer.id()).getFirst();
        var dearer = desk.onSale(aPlan().costing(400_00, "EUR"));
        var dearest = desk.onSale(aPlan().costing(600_00, "EUR"));
        desk.clock().advance(running.length().dividedBy(2));
        desk.charge(changes.change(retainer.id(), changes.preview(retainer.id(), dearer.id(), When.NOW), "client"));
        desk.clock().advance(running.length().dividedBy(4));

        var quote = changes.preview(retainer.id(), dearest.id(), When.NOW);
        assertThat(quote.due()).isEqualTo(Money.of(50_00, "EUR"));
        assertThat(desk.charge(changes.change(retainer.id(), quote, "client")).status()).isEqualTo(PeriodStatus.PAID);
        assertThat(retainers.periods(retainer.id())).hasSize(3).extracting(RetainerPeriod::renewal).containsOnly(1);
    }

    @Test
    void withSessionsItGivesMoreOfThemAndKeepsThoseThatWerePaidFor() {
        var offering = desk.offering();
        var retainer = desk.paid(desk.onSale(aPlan().sessions(2, offering)));
        var running = retainers.periods(retainer.id()).getFirst();
        var other = desk.onSale(aPlan().costing(600_00, "EUR").sessions(6, offering));
        desk.clock().advance(running.length().dividedBy(2));
        var quote = changes.preview(retainer.id(), other.id(), When.NOW);
        var rest = desk.charge(changes.change(retainer.id(), quote, "client"));

        assertThat(quote.sessions()).isEqualTo(2);
        assertThat(desk.lot(rest).free()).isEqualTo(2);
        assertThat(desk.lot(rest).value()).isEqualTo(Money.of(150_00, "EUR"));
        assertThat(desk.lot(rest).expiresAt()).isEqualTo(running.endsAt());
        assertThat(desk.lot(running).free()).isEqualTo(2);
        assertThat(desk.lot(desk.renew(retainer.id())).bought()).isEqualTo(6);
    }

    @Test
    void noMoneyIsTakenForNoSession() {
        var offering = desk.offering();
        var retainer = desk.paid(desk.onSale(aPlan().sessions(2, offering)));
        var other = desk.onSale(aPlan().costing(600_00, "EUR").sessions(4, offering));
        desk.clock().advanceTo(flow.next(retainer.id()).at().minus(Duration.ofDays(1)));

        assertThatThrownBy(() -> changes.preview(retainer.id(), other.id(), When.NOW)).isInstanceOf(NotAllowed.class).hasMessageContaining("Too little of this period");
    }

    @Test
    void whatNoCardCanBeChargedIsLetGo() {
        var retainer = desk.paid(desk.onSale(aPlan()));
        var other = desk.onSale(aPlan().costing(300_20, "EUR"));
        var quote = changes.preview(retainer.id(), other.id(), When.NOW);

        assertThat(quote.due()).isEqualTo(Money.of(0, "EUR"));
        assertThat(changes.change(retainer.id(), quote, "client").status()).isEqualTo(PeriodStatus.PAID);
        assertThat(retainers.terms(retainer.id()).plan()).isEqualTo(other.id());
    }

    @Test
    void whatGivesLessBeginsAtTheRenewal() {
        var retainer = desk.paid(desk.onSale(aPlan()));
        var cheaper = desk.onSale(aPlan().costing(200_00, "EUR"));

        assertThatThrownBy(() -> changes.preview(retainer.id(), cheaper.id(), When.NOW)).isInstanceOf(NotAllowed.class).hasMessageContaining("stays yours");
        var shown = changes.preview(retainer.id(), cheaper.id(), When.AT_RENEWAL);
        assertThat(changes.change(retainer.id(), shown, "client")).isNull();
        assertThat(changes.change(retainer.id(), shown, "client")).as("asked again").isNull();
        assertThat(retainers.terms(retainer.id()).terms().amount()).isEqualTo(Money.of(300_00, "EUR"));
        assertThat(retainers.termsAhead(retainer.id()).terms().amount()).isEqualTo(Money.of(200_00, "EUR"));
        assertThat(desk.renew(retainer.id()).amount()).isEqualTo(shown.amount());
    }

    @Test
    void anotherRhythmBeginsAtTheRenewal() {
        var retainer = desk.paid(desk.onSale(aPlan()));
        var yearly = desk.onSale(aPlan().costing(3000_00, "EUR").every(Cadence.YEAR));
        var shown = changes.preview(retainer.id(), yearly.id(), When.AT_RENEWAL);
        changes.change(retainer.id(), shown, "client");
        var renewed = desk.renew(retainer.id());

        assertThat(renewed.startsAt()).isEqualTo(shown.renewsAt());
        assertThat(renewed.endsAt()).isEqualTo(renewed.startsAt().atZone(ZoneId.of("UTC")).plusYears(1).toInstant());
    }

    @Test
    void inATrialTheFirstChargeIsShownWithTheSetUpFeeOfTheOtherPlan() {
        var retainer = desk.started(desk.onSale(aPlan().trialDays(14)));
        var other = desk.onSale(aPlan().costing(400_00, "EUR").setUpFee(Money.of(50_00, "EUR")));
        var shown = changes.preview(retainer.id(), other.id(), When.AT_RENEWAL);

        assertThat(shown.amount()).isEqualTo(Money.of(450_00, "EUR"));
        changes.change(retainer.id(), shown, "client");
        desk.clock().advanceTo(flow.next(retainer.id()).at());
        assertThat(flow.openPeriod(retainer.id()).orElseThrow().amount()).isEqualTo(shown.amount());
    }

    @Test
    void whatHasRenewedPaysNoOtherSetUpFee() {
        var retainer = desk.paid(desk.onSale(aPlan()));
        var other = desk.onSale(aPlan().costing(400_00, "EUR").setUpFee(Money.of(50_00, "EUR")));
        var shown = changes.preview(retainer.id(), other.id(), When.AT_RENEWAL);

        assertThat(shown.amount()).isEqualTo(Money.of(400_00, "EUR"));
        changes.change(retainer.id(), shown, "client");
        assertThat(desk.renew(retainer.id()).amount()).isEqualTo(shown.amount());
    }

    @Test
    void untilAMinimumTermIsOverNoChangeOfPlanMakesItShorterOrCheaper() {
        var retainer = desk.paid(desk.onSale(aPlan().minimumTerm(2)));
        var cheaper = desk.onSale(aPlan().costing(10_00, "EUR").minimumTerm(2));
        var shorter = desk.onSale(aPlan().costing(400_00, "EUR"));
        var rarer = desk.onSale(aPlan().costing(400_00, "EUR").every(Cadence.YEAR).minimumTerm(2));
        var dearer = desk.onSale(aPlan().costing(400_00, "EUR").minimumTerm(2));

        for (var plan : List.of(cheaper, shorter, rarer)) {
            assertThatThrownBy(() -> changes.preview(retainer.id(), plan.id(), When.AT_RENEWAL)).isInstanceOf(NotAllowed.class).hasMessageContaining("minimum term of 2 charges");
        }
        assertThatThrownBy(() -> changes.preview(retainer.id(), shorter.id(), When.NOW)).isInstanceOf(NotAllowed.class).hasMessageContaining("minimum term of 2 charges");
        assertThat(changes.bound(retainer.id())).hasValueSatisfying(sentence -> assertThat(sentence).contains("minimum term of 2 charges"));
        changes.change(retainer.id(), changes.preview(retainer.id(), dearer.id(), When.AT_RENEWAL), "client");
        assertThat(cancellations.quote(retainer.id()).stillCharged()).isEqualTo(Money.of(400_00, "EUR"));

        desk.renew(retainer.id());
        assertThat(changes.bound(retainer.id())).as("it is over").isEmpty();
        assertThat(changes.preview(retainer.id(), cheaper.id(), When.AT_RENEWAL).amount()).isEqualTo(Money.of(10_00, "EUR"));
    }

    @Test
    void inATrialNoMinimumTermRunsYet() {
        var retainer = desk.started(desk.onSale(aPlan().trialDays(14).minimumTerm(12)));
        var cheaper = desk.onSale(aPlan().costing(10_00, "EUR"));

        assertThat(changes.bound(retainer.id())).isEmpty();
        assertThat(changes.preview(retainer.id(), cheaper.id(), When.AT_RENEWAL).amount()).isEqualTo(Money.of(10_00, "EUR"));
    }

    @Test
    void theLastOfTwoChangesCounts() {
        var monthly = desk.onSale(aPlan());
        var retainer = desk.paid(monthly);
        var other = desk.onSale(aPlan().costing(200_00, "EUR"));
        changes.change(retainer.id(), changes.preview(retainer.id(), other.id(), When.AT_RENEWAL), "client");
        changes.change(retainer.id(), changes.preview(retainer.id(), monthly.id(), When.AT_RENEWAL), "client");

        assertThat(desk.renew(retainer.id()).amount()).isEqualTo(Money.of(300_00, "EUR"));
    }

    @Test
    void whatIsShownTooLongAgoIsShownAnew() {
        var retainer = desk.paid(desk.onSale(aPlan()));
        var other = desk.onSale(aPlan().costing(500_00, "EUR"));
        var shown = changes.preview(retainer.id(), other.id(), When.NOW);
        desk.clock().advance(Duration.ofMinutes(31));

        assertThatThrownBy(() -> changes.change(retainer.id(), shown, "client")).isInstanceOf(QuoteChanged.class);
        assertThat(retainers.periods(retainer.id())).hasSize(1);
    }

    @Test
    void aPlanMayForbidToChangeNow() {
        var retainer = desk.paid(desk.onSale(aPlan().change(ChangePolicy.AT_RENEWAL)));
        var other = desk.onSale(aPlan().costing(500_00, "EUR"));

        assertThatThrownBy(() -> changes.preview(retainer.id(), other.id(), When.NOW)).isInstanceOf(NotAllowed.class);
    }

    @Test
    void instalmentsRunToTheirEnd() {
        var instalments = desk.onSale(aPlan().instalments(3));
        var retainer = desk.paid(instalments);
        var endless = desk.onSale(aPlan());

        assertThatThrownBy(() -> changes.preview(retainer.id(), endless.id(), When.AT_RENEWAL)).isInstanceOf(NotAllowed.class).hasMessageContaining("run to their end");
        assertThatThrownBy(() -> changes.preview(desk.paid(endless).id(), instalments.id(), When.AT_RENEWAL)).isInstanceOf(NotAllowed.class);
    }

    @Test
    void whileARenewalIsBeingChargedAPlanChangesOnlyFromTheNextOneOn() {
        var retainer = desk.paid(desk.onSale(aPlan()));
        var other = desk.onSale(aPlan().costing(500_00, "EUR"));
        desk.clock().advanceTo(flow.next(retainer.id()).at());
        var opened = flow.openPeriod(retainer.id()).orElseThrow();
        flow.requestPayment(opened.id());

        assertThatThrownBy(() -> changes.preview(retainer.id(), other.id(), When.NOW)).isInstanceOf(NotAllowed.class)
                .hasMessageContaining("nothing more is charged");
        var shown = changes.preview(retainer.id(), other.id(), When.AT_RENEWAL);
        changes.change(retainer.id(), shown, "client");
        assertThat(shown.effectiveAt()).isEqualTo(opened.endsAt());
        var paid = desk.charge(opened);
        assertThat(paid.amount()).as("the amount that is being charged stays").isEqualTo(Money.of(300_00, "EUR"));
        assertThat(desk.charges(paid)).isOne();
        assertThat(desk.renew(retainer.id()).amount()).isEqualTo(Money.of(500_00, "EUR"));
    }

    @Test
    void aQuoteShownBeforeTheRenewalIsNotDoneAfterIt() {
        var retainer = desk.paid(desk.onSale(aPlan()));
        var other = desk.onSale(aPlan().costing(5000_00, "EUR"));
        desk.clock().advanceTo(flow.next(retainer.id()).at().minus(Duration.ofMinutes(10)));
        var shown = changes.preview(retainer.id(), other.id(), When.NOW);
        desk.renew(retainer.id());

        assertThatThrownBy(() -> changes.change(retainer.id(), shown, "client")).isInstanceOfAny(QuoteChanged.class, NotAllowed.class);
        assertThat(retainers.periods(retainer.id())).hasSize(2);
    }
}
