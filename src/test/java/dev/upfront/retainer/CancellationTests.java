package dev.upfront.retainer;

import static dev.upfront.catalog.RetainerPlanFixture.aPlan;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.upfront.catalog.ChangePolicy;
import dev.upfront.money.Money;
import dev.upfront.retainer.RetainerWorld.Desk;
import java.time.Duration;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** A retainer is cancelled as it was shown, also on its renewal day. */
@RetainerTest
class CancellationTests {

    private static final Money NOTHING = Money.of(0, "EUR");

    @Autowired Desk desk;
    @Autowired Retainers retainers;
    @Autowired RetainerFlow flow;
    @Autowired Cancellations cancellations;
    @Autowired PlanChanges changes;

    @Test
    void withoutNoticeItEndsWithTheRunningPeriodAndNothingMoreIsCharged() {
        var retainer = desk.paid(desk.onSale(aPlan()));
        var quote = cancellations.quote(retainer.id());

        assertThat(quote.endsAt()).isEqualTo(retainers.periods(retainer.id()).getFirst().endsAt());
        assertThat(quote.stillCharged()).isEqualTo(NOTHING);
        cancellations.cancel(retainer.id(), quote, "client");
        cancellations.cancel(retainer.id(), quote, "client");
        assertThat(flow.next(retainer.id())).isEqualTo(WhatIsNext.end(quote.endsAt()));
        assertThatThrownBy(() -> flow.end(retainer.id())).isInstanceOf(NotAllowed.class);
        desk.clock().advanceTo(quote.endsAt());
        assertThat(flow.openPeriod(retainer.id()).orElseThrow().number()).isOne();
        flow.end(retainer.id());
        assertThat(retainers.retainer(retainer.id()).endReason()).isEqualTo(EndReason.CANCELLED);
    }

    @Test
    void noticeIsCountedInCalendarDays() {
        var retainer = desk.paid(desk.onSale(aPlan().noticeDays(14)));
        var end = retainers.periods(retainer.id()).getFirst().endsAt();
        var last = end.atZone(ZoneId.of("UTC")).minusDays(14).toInstant();
        desk.clock().advanceTo(last);
        assertThat(cancellations.quote(retainer.id()).endsAt()).as("at the last moment").isEqualTo(end);
        desk.clock().advance(Duration.ofSeconds(1));

        var quote = cancellations.quote(retainer.id());
        assertThat(quote.charges()).containsExactly(new CancellationQuote.Charge(end, Money.of(300_00, "EUR")));
        cancellations.cancel(retainer.id(), quote, "client");
        assertThat(desk.renew(retainer.id()).endsAt()).isEqualTo(quote.endsAt());
        assertThat(flow.next(retainer.id())).isEqualTo(WhatIsNext.end(quote.endsAt()));
    }

    @Test
    void theMinimumTermIsChargedAsShown() {
        var retainer = desk.paid(desk.onSale(aPlan().minimumTerm(3)));
        var quote = cancellations.quote(retainer.id());

        assertThat(quote.charges()).hasSize(2);
        assertThat(quote.stillCharged()).isEqualTo(Money.of(600_00, "EUR"));
        cancellations.cancel(retainer.id(), quote, "client");
        assertThat(desk.renew(retainer.id()).startsAt()).isEqualTo(quote.charges().getFirst().at());
        var last = desk.renew(retainer.id());
        assertThat(last.amount()).isEqualTo(quote.charges().getLast().amount());
        assertThat(last.endsAt()).isEqualTo(quote.endsAt());
        desk.clock().advanceTo(quote.endsAt());
        flow.end(retainer.id());
        assertThat(retainers.periods(retainer.id())).hasSize(3);
    }

    @Test
    void aPaymentPlanIsNotLongerThanItsInstalments() {
        var retainer = desk.paid(desk.onSale(aPlan().instalments(2).minimumTerm(2).noticeDays(90)));

        assertThat(cancellations.quote(retainer.id()).charges()).hasSize(1);
    }

    @Test
    void inTheTrialNothingIsCharged() {
        var retainer = desk.started(desk.onSale(aPlan().trialDays(10).minimumTerm(12).noticeDays(30)));
        var quote = cancellations.quote(retainer.id());
        cancellations.cancel(retainer.id(), quote, "client");

        assertThat(quote.stillCharged()).isEqualTo(NOTHING);
        desk.clock().advanceTo(quote.endsAt());
        assertThat(flow.openPeriod(retainer.id())).isEmpty();
        flow.end(retainer.id());
    }

    @Test
    void beforeItBeganItEndsAtOnce() {
        var retainer = desk.agreed(desk.onSale(aPlan()));
        cancellations.cancel(retainer.id(), cancellations.quote(retainer.id()), "client");

        flow.end(retainer.id());
        assertThat(retainers.retainer(retainer.id()).endReason()).isEqualTo(EndReason.CANCELLED);
    }

    @Test
    void onTheRenewalDayBeforeTheRenewalNothingMoreIsCharged() {
        var retainer = desk.paid(desk.onSale(aPlan()));
        var renewsAt = flow.next(retainer.id()).at();
        desk.clock().advanceTo(renewsAt.minusSeconds(1));
        cancellations.cancel(retainer.id(), cancellations.quote(retainer.id()), "client");
        desk.clock().advanceTo(renewsAt);

        assertThat(flow.openPeriod(retainer.id()).orElseThrow().number()).isOne();
        assertThat(flow.next(retainer.id())).isEqualTo(WhatIsNext.end(renewsAt));
    }

    @Test
    void onTheRenewalDayAfterTheRenewalTheNewPeriodIsTheLastAndIsSaid() {
        var retainer = desk.paid(desk.onSale(aPlan()));
        desk.clock().advanceTo(flow.next(retainer.id()).at());
        var shown = cancellations.quote(retainer.id());
        var opened = flow.openPeriod(retainer.id()).orElseThrow();

        assertThatThrownBy(() -> cancellations.cancel(retainer.id(), shown, "client")).as("shown before, it was another end").isInstanceOf(QuoteChanged.class);
        var quote = cancellations.quote(retainer.id());
        assertThat(quote.endsAt()).isEqualTo(opened.endsAt());
        assertThat(quote.owed()).as("the renewal that is being charged").isEqualTo(Money.of(300_00, "EUR"));
        cancellations.cancel(retainer.id(), quote, "client");
        assertThat(desk.charge(opened).status()).isEqualTo(PeriodStatus.PAID);
        assertThat(flow.next(retainer.id())).isEqualTo(WhatIsNext.end(opened.endsAt()));
    }

    @Test
    void onTheRenewalDayACancellationThatIsFirstStopsTheRenewal() {
        var retainer = desk.paid(desk.onSale(aPlan()));
        var renewsAt = flow.next(retainer.id()).at();
        desk.clock().advanceTo(renewsAt.plus(Duration.ofMinutes(5)));
        cancellations.cancel(retainer.id(), cancellations.quote(retainer.id()), "client");

        assertThat(flow.openPeriod(retainer.id()).orElseThrow().number()).isOne();
        flow.end(retainer.id());
        assertThat(retainers.periods(retainer.id())).singleElement().satisfies(period -> assertThat(desk.charges(period)).isOne());
    }

    @Test
    void aPlanThatWillBeginAtTheRenewalIsWhatIsStillCharged() {
        var retainer = desk.paid(desk.onSale(aPlan().minimumTerm(2).change(ChangePolicy.AT_RENEWAL)));
        var other = desk.onSale(aPlan().costing(400_00, "EUR").minimumTerm(2));
        changes.change(retainer.id(), changes.preview(retainer.id(), other.id(), PlanChangeQuote.When.AT_RENEWAL), "client");

        var quote = cancellations.quote(retainer.id());
        assertThat(quote.stillCharged()).isEqualTo(Money.of(400_00, "EUR"));
        cancellations.cancel(retainer.id(), quote, "client");
        assertThat(desk.renew(retainer.id()).amount()).isEqualTo(quote.stillCharged());
    }
}
