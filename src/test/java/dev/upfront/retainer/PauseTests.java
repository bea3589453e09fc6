package dev.upfront.retainer;

import static dev.upfront.catalog.RetainerPlanFixture.aPlan;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.upfront.catalog.PausePolicy;
import dev.upfront.money.Money;
import dev.upfront.retainer.RetainerWorld.Desk;
import dev.upfront.retainer.WhatIsNext.Step;
import java.time.Duration;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

@RetainerTest
class PauseTests {

    private static final ZoneId ZONE = ZoneId.of("UTC");

    @Autowired Desk desk;
    @Autowired Retainers retainers;
    @Autowired Pauses pauses;
    @Autowired RetainerFlow flow;
    @Autowired Cancellations cancellations;
    @Autowired PlanChanges changes;

    @Test
    void nothingRenewsUntilThePauseIsOver() {
        var retainer = desk.paid(desk.onSale(aPlan()));
        var until = desk.clock().instant().plus(Duration.ofDays(45));
        pauses.pause(retainer.id(), until, "client");
        pauses.pause(retainer.id(), until, "client");
        desk.clock().advance(Duration.ofDays(40));

        assertThat(flow.next(retainer.id())).isEqualTo(WhatIsNext.resume(until));
        assertThat(flow.openPeriod(retainer.id()).orElseThrow().number()).isOne();
        assertThat(flow.resume(retainer.id()).step()).as("too early").isEqualTo(Step.RESUME);
        desk.clock().advanceTo(until);
        assertThat(flow.resume(retainer.id()).step()).isEqualTo(Step.RENEW);
        assertThat(retainers.timeline(retainer.id())).filteredOn(change -> change.what().startsWith("Paused")).hasSize(1);
    }

    @Test
    void keepingTheAnchorItRenewsOnItsUsualDay() {
        var retainer = desk.paid(desk.onSale(aPlan().pause(PausePolicy.KEEP_ANCHOR)));
        var first = retainers.periods(retainer.id()).getFirst();
        pauses.pause(retainer.id(), desk.clock().instant().plus(Duration.ofDays(100)), "client");
        desk.clock().advanceTo(first.endsAt().plus(Duration.ofDays(5)));
        pauses.resume(retainer.id(), "client");

        var next = flow.next(retainer.id());
        assertThat(next.at()).isEqualTo(first.startsAt().atZone(ZONE).plusMonths(2).toInstant());
        assertThat(desk.renew(retainer.id()).startsAt()).isEqualTo(next.at());
    }

    @Test
    void keepingTheAnchorAPauseWithinAPeriodChangesNothing() {
        var retainer = desk.paid(desk.onSale(aPlan().pause(PausePolicy.KEEP_ANCHOR)));
        var renewsAt = flow.next(retainer.id()).at();
        pauses.pause(retainer.id(), desk.clock().instant().plus(Duration.ofDays(10)), "client");
        desk.clock().advance(Duration.ofDays(10));

        assertThat(flow.resume(retainer.id()).at()).isEqualTo(renewsAt);
    }

    @Test
    void movingTheAnchorTheRunningPeriodAndItsCreditsLastAsMuchLonger() {
        var retainer = desk.paid(desk.onSale(aPlan().pause(PausePolicy.MOVE_ANCHOR).sessions(4, desk.offering())));
        var first = retainers.periods(retainer.id()).getFirst();
        desk.clock().advance(Duration.ofDays(10));
        pauses.pause(retainer.id(), desk.clock().instant().plus(Duration.ofDays(60)), "client");
        desk.clock().advance(Duration.ofDays(45));
        pauses.resume(retainer.id(), "client");
        pauses.resume(retainer.id(), "client");

        var later = first.endsAt().atZone(ZONE).plusDays(45).toInstant();
        assertThat(flow.next(retainer.id()).at()).isEqualTo(later);
        assertThat(retainers.periods(retainer.id()).getFirst().endsAt()).isEqualTo(later);
        assertThat(desk.lot(first).expiresAt()).isEqualTo(later);
        var second = desk.renew(retainer.id());
        assertThat(second.startsAt()).isEqualTo(later);
        assertThat(second.endsAt()).as("counted from the new day").isEqualTo(later.atZone(ZONE).plusMonths(1).toInstant());
    }

    @Test
    void aPauseIsNotPartOfWhatAChangeOfPlanIsReckonedWith() {
        var retainer = desk.paid(desk.onSale(aPlan().pause(PausePolicy.MOVE_ANCHOR)));
        var half = retainers.periods(retainer.id()).getFirst().length().dividedBy(2);
        desk.clock().advance(half);
        pauses.pause(retainer.id(), desk.clock().instant().plus(Duration.ofDays(60)), "client");
        desk.clock().advance(Duration.ofDays(45));
        pauses.resume(retainer.id(), "client");

        var quote = changes.preview(retainer.id(), desk.onSale(aPlan().costing(500_00, "EUR")).id(), PlanChangeQuote.When.NOW);
        assertThat(quote.credit()).isEqualTo(Money.of(150_00, "EUR"));
        assertThat(quote.due()).isEqualTo(Money.of(100_00, "EUR"));
    }

    @Test
    void itCanBeCancelledWhilePausedButItsMinimumTermStillRuns() {
        var free = desk.paid(desk.onSale(aPlan().noticeDays(30)));
        var bound = desk.paid(desk.onSale(aPlan().minimumTerm(3)));
        var until = desk.clock().instant().plus(Duration.ofDays(45));
        pauses.pause(free.id(), until, "client");
        pauses.pause(bound.id(), until, "client");

        var quote = cancellations.quote(free.id());
        assertThat(quote.stillCharged()).isEqualTo(Money.of(0, "EUR"));
        cancellations.cancel(free.id(), quote, "client");
        desk.clock().advanceTo(quote.endsAt());
        flow.end(free.id());
        assertThatThrownBy(() -> cancellations.quote(bound.id())).isInstanceOf(NotAllowed.class).hasMessageContaining("2 periods of its minimum term");
    }

    @Test
    void whatIsPaidOffIsNotPaused() {
        var retainer = desk.paid(desk.onSale(aPlan().instalments(2)));
        var last = desk.renew(retainer.id());
        var until = desk.clock().instant().plus(Duration.ofDays(45));

        assertThatThrownBy(() -> pauses.quote(retainer.id(), until)).isInstanceOf(NotAllowed.class).hasMessageContaining("nothing to pause");
        assertThatThrownBy(() -> pauses.pause(retainer.id(), until, "client")).isInstanceOf(NotAllowed.class).hasMessageContaining("Nothing was changed");
        assertThat(flow.next(retainer.id())).isEqualTo(WhatIsNext.end(last.endsAt()));
    }

    @Test
    void cancellingInAPauseThatMovesTheAnchorKeepsWhatWasLeftOfThePeriodAndItsCredits() {
        var retainer = desk.paid(desk.onSale(aPlan().pause(PausePolicy.MOVE_ANCHOR).sessions(4, desk.offering())));
        var first = retainers.periods(retainer.id()).getFirst();
        desk.clock().advance(Duration.ofDays(4));
        pauses.pause(retainer.id(), desk.clock().instant().plus(Duration.ofDays(59)), "client");
        desk.clock().advance(Duration.ofDays(36));

        var quote = cancellations.quote(retainer.id());
        var later = first.endsAt().atZone(ZONE).plusDays(36).toInstant();
        assertThat(quote.endsAt()).as("as if it had been resumed first").isEqualTo(later);
        assertThat(quote.stillCharged()).isEqualTo(Money.of(0, "EUR"));
        cancellations.cancel(retainer.id(), quote, "client");
        cancellations.cancel(retainer.id(), quote, "client");

        assertThat(flow.next(retainer.id())).isEqualTo(WhatIsNext.end(later));
        assertThat(retainers.periods(retainer.id()).getFirst().endsAt()).isEqualTo(later);
        assertThat(desk.lot(first).expiresAt()).isEqualTo(later);
        assertThatThrownBy(() -> flow.end(retainer.id())).as("not before").isInstanceOf(NotAllowed.class);
        assertThat(desk.lot(first).free()).isEqualTo(4);
        desk.clock().advanceTo(later);
        flow.end(retainer.id());
        assertThat(retainers.retainer(retainer.id()).endReason()).isEqualTo(EndReason.CANCELLED);
        assertThat(retainers.periods(retainer.id())).hasSize(1);
    }

    @Test
    void whatCannotBePausedIsSaid() {
        var never = desk.paid(desk.onSale(aPlan().pause(PausePolicy.NOT_ALLOWED)));
        var trial = desk.started(desk.onSale(aPlan().trialDays(5)));
        var owing = desk.started(desk.onSale(aPlan()));
        flow.openPeriod(owing.id());
        var until = desk.clock().instant().plus(Duration.ofDays(10));

        assertThatThrownBy(() -> pauses.pause(never.id(), until, "client")).isInstanceOf(NotAllowed.class).hasMessageContaining("by its terms");
        assertThatThrownBy(() -> pauses.pause(trial.id(), until, "client")).isInstanceOf(NotAllowed.class);
        assertThatThrownBy(() -> pauses.pause(owing.id(), until, "client")).isInstanceOf(NotAllowed.class).hasMessageContaining("once it is paid");
        var paid = desk.paid(desk.onSale(aPlan()));
        assertThatThrownBy(() -> pauses.pause(paid.id(), desk.clock().instant(), "client")).isInstanceOf(NotAllowed.class).hasMessageContaining("ahead");
    }
}
