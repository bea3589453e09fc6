package dev.upfront.retainer;

import static dev.upfront.catalog.RetainerPlanFixture.aPlan;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.upfront.catalog.Cadence;
import dev.upfront.catalog.OfferingId;
import dev.upfront.catalog.PausePolicy;
import dev.upfront.credits.Holder;
import dev.upfront.credits.RefundQuote;
import dev.upfront.ledger.Account;
import dev.upfront.money.Money;
import dev.upfront.retainer.RetainerWorld.Desk;
import java.time.Duration;
import java.util.ArrayList;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.transaction.support.TransactionTemplate;

/** What becomes of a period's credits that nobody uses: they expire, go back, or last as long as the instalments that pay for them. */
@RetainerTest
class PeriodCreditsTests {

    @Autowired Desk desk;
    @Autowired Retainers retainers;
    @Autowired RetainerFlow flow;
    @Autowired Cancellations cancellations;
    @Autowired Pauses pauses;
    @Autowired PeriodRefunds refunds;
    @Autowired TransactionTemplate transaction;

    @Test
    void creditsThatOutliveTheirRetainerExpireOnceTheirOwnTimeIsOver() {
        var retainer = desk.paid(desk.onSale(aPlan().sessions(4, desk.offering())));
        desk.clock().advanceTo(flow.next(retainer.id()).at());
        var unpaid = flow.openPeriod(retainer.id()).orElseThrow();
        flow.requestPayment(unpaid.id());
        flow.giveUp(retainer.id());
        var paidLate = desk.charge(unpaid);
        var lot = desk.lot(paidLate);
        assertThat(lot.free()).as("what is paid after the end can be used").isEqualTo(4);

        flow.expireLeftOver();
        assertThat(desk.lot(paidLate).free()).as("its time is not over").isEqualTo(4);
        desk.clock().advanceTo(lot.expiresAt());
        flow.expireLeftOver();
        flow.expireLeftOver();

        assertThat(desk.lot(paidLate).expired()).isEqualTo(4);
        assertThat(desk.ledger().balance(Account.EXPIRED_CREDITS, lot.id().value(), lot.value().currency())).isEqualTo(lot.value().negated());
        assertThat(desk.ledger().balance(Account.UNEARNED, lot.id().value(), lot.value().currency()).isZero()).isTrue();
    }

    @Test
    void creditsOfARunningRetainerWaitForItsRenewalWhichMayLetThemRollOver() {
        var retainer = desk.paid(desk.onSale(aPlan().sessions(4, desk.offering()).rollOver(null, 1)));
        var first = retainers.periods(retainer.id()).getFirst();
        desk.clock().advanceTo(first.endsAt().plus(Duration.ofHours(1)));

        flow.expireLeftOver();

        assertThat(desk.lot(first).free()).isEqualTo(4);
    }

    @Test
    void theUnusedPartOfAPeriodGoesBackAtThePricePerCreditAndTheLastTakesTheRest() {
        var offering = desk.offering();
        var retainer = desk.paid(desk.onSale(aPlan().costing(100_00, "EUR").sessions(3, offering)));
        var period = retainers.periods(retainer.id()).getFirst();
        var booking = hold(retainer, offering);
        var shown = refunds.quote(period.id());
        assertThat(shown).isEqualTo(new RefundQuote(2, 1, euro(66_66)));

        refunds.refund(period.id(), shown, "Sam");

        assertThatThrownBy(() -> refunds.refund(period.id(), shown, "Sam")).isInstanceOf(QuoteChanged.class);
        assertThat(desk.lot(period).refunded()).isEqualTo(2);
        assertThat(desk.lot(period).valueLeft()).as("the last credit's share and what rounding has left").isEqualTo(euro(33_34));
        transaction.executeWithoutResult(status -> desk.credits().release(booking));
        refunds.refund(period.id(), refunds.quote(period.id()), "Sam");
        assertThat(desk.payments().paid(period.id().value(), period.amount().currency())).as("all that was paid, and no more").isEqualTo(euro(0));
        assertThat(desk.credited(Account.UNEARNED, period).isZero()).isTrue();
        assertThatThrownBy(() -> refunds.refund(period.id(), refunds.quote(period.id()), "Sam")).isInstanceOf(NotAllowed.class);
    }

    @Test
    void aRefundAndABookingAtTheSameMomentShareTheCreditsBetweenThem() throws Exception {
        for (var round = 0; round < 6; round++) {
            var offering = desk.offering();
            var retainer = desk.paid(desk.onSale(aPlan().costing(100_00, "EUR").sessions(3, offering)));
            var period = retainers.periods(retainer.id()).getFirst();
            var shown = refunds.quote(period.id());
            var works = new ArrayList<Callable<Boolean>>();
            works.add(() -> {
                try {
                    refunds.refund(period.id(), shown, "Sam");
                    return true;
                } catch (QuoteChanged bookedFirst) {
                    return false;
                }
            });
            works.add(() -> {
                try {
                    hold(retainer, offering);
                    return true;
                } catch (dev.upfront.credits.NoCredit refundedFirst) {
                    return false;
                }
            });
            try (var pool = Executors.newFixedThreadPool(2)) {
                assertThat(pool.invokeAll(works).stream().map(Future::resultNow)).as("one of them").containsExactlyInAnyOrder(true, false);
            }
        }
    }

    @Test
    void whatIsBoughtInInstalmentsCanBeUsedUntilTheLastOnesPeriodIsOverAndOnlyWhatWasPaidIsUnearned() {
        var retainer = desk.paid(desk.onSale(aPlan().costing(100_00, "EUR").sessions(2, desk.offering()).instalments(3)));
        var first = retainers.periods(retainer.id()).getFirst();
        var end = first.startsAt().atZone(retainers.retainer(retainer.id()).zone()).plusMonths(3).toInstant();
        assertThat(desk.lot(first).expiresAt()).isEqualTo(end);
        assertThat(desk.lot(first).value()).isEqualTo(euro(100_00));

        var second = desk.renew(retainer.id());
        var third = desk.renew(retainer.id());

        assertThat(desk.lot(first).free()).as("nothing lapses between instalments").isEqualTo(2);
        assertThat(desk.lot(second).expiresAt()).isEqualTo(end);
        assertThat(desk.lot(third).expiresAt()).isEqualTo(end);
        desk.clock().advanceTo(end);
        flow.end(retainer.id());
        assertThat(retainers.retainer(retainer.id()).endReason()).isEqualTo(EndReason.COMPLETED);
        assertThat(desk.credits().ofClient(retainer.client())).allSatisfy(lot -> assertThat(lot.expired()).isEqualTo(2));
    }

    @Test
    void accessWithoutSessionsIsEarnedByTheEndOfItsPeriod() {
        var retainer = desk.paid(desk.onSale(aPlan()));
        var first = retainers.periods(retainer.id()).getFirst();
        assertThat(desk.credited(Account.UNEARNED, first)).isEqualTo(first.value());
        desk.renew(retainer.id());
        assertThat(desk.credited(Account.REVENUE, first)).isEqualTo(first.value());
        assertThat(desk.credited(Account.UNEARNED, first).isZero()).isTrue();
        cancellations.cancel(retainer.id(), cancellations.quote(retainer.id()), "client");
        var second = retainers.periods(retainer.id()).getLast();
        desk.clock().advanceTo(second.endsAt());
        flow.end(retainer.id());
        assertThat(desk.credited(Account.REVENUE, second)).as("the last one too").isEqualTo(second.value());
    }

    @Test
    void creditsOfInstalmentsLastUntilTheLastOnesPeriodIsOverThoughAPauseComesBetween() {
        var retainer = desk.paid(desk.onSale(aPlan().instalments(3).sessions(2, desk.offering()).pause(PausePolicy.KEEP_ANCHOR)));
        var first = retainers.periods(retainer.id()).getFirst();
        pauses.pause(retainer.id(), first.endsAt().plus(Duration.ofDays(40)), "client");
        desk.clock().advanceTo(first.endsAt().plus(Duration.ofDays(40)));
        pauses.resume(retainer.id(), "client");

        var second = desk.renew(retainer.id());
        var last = desk.renew(retainer.id());

        assertThat(retainers.periods(retainer.id())).extracting(period -> desk.lot(period).free()).containsExactly(2, 2, 2);
        assertThat(retainers.periods(retainer.id())).extracting(period -> desk.lot(period).expiresAt()).containsOnly(last.endsAt());
        assertThat(last.startsAt()).isEqualTo(second.endsAt());
        desk.clock().advanceTo(last.endsAt());
        flow.end(retainer.id());
        assertThat(retainers.periods(retainer.id())).extracting(period -> desk.lot(period).free()).as("then they are gone").containsOnly(0);
    }

    @Test
    void creditsOfInstalmentsLastUntilTheLastOnesPeriodIsOverThoughADunningTookLongerThanTheRestOfThePlan() {
        var retainer = desk.paid(desk.onSale(aPlan().every(Cadence.WEEK).instalments(3).sessions(1, desk.offering())));
        desk.clock().advanceTo(flow.next(retainer.id()).at());
        var second = flow.openPeriod(retainer.id()).orElseThrow();
        desk.clock().advance(Duration.ofDays(17));
        desk.payOnPage(second);

        var last = desk.renew(retainer.id());

        assertThat(last.startsAt()).isEqualTo(second.startsAt().plus(Duration.ofDays(21)));
        assertThat(retainers.periods(retainer.id())).extracting(period -> desk.lot(period).free()).containsExactly(1, 1, 1);
        assertThat(retainers.periods(retainer.id())).extracting(period -> desk.lot(period).expiresAt()).containsOnly(last.endsAt());
    }

    @Test
    void aCreditThatComesBackAfterItsLotsEndIsInTheSameLotAndCanStillBeUsedAWhile() {
        var offering = desk.offering();
        var retainer = desk.paid(desk.onSale(aPlan().sessions(2, offering)));
        var first = retainers.periods(retainer.id()).getFirst();
        var booking = hold(retainer, offering);
        desk.clock().advanceTo(first.endsAt().plus(Duration.ofDays(1)));

        transaction.executeWithoutResult(status -> desk.credits().release(booking));

        var lot = desk.lot(first);
        assertThat(lot.held()).isZero();
        assertThat(lot.expiresAt()).isEqualTo(desk.clock().instant().plus(lot.grace()));
        assertThat(hold(retainer, offering)).isNotNull();
    }

    private UUID hold(Retainer retainer, OfferingId offering) {
        var booking = UUID.randomUUID();
        transaction.executeWithoutResult(status -> desk.credits().hold(booking, new Holder.Signed(retainer.client()), offering, desk.clock().instant().plus(Duration.ofDays(2))));
        return booking;
    }

    private static Money euro(long minor) {
        return Money.of(minor, "EUR");
    }
}
