package dev.upfront.retainer;

import static dev.upfront.catalog.RetainerPlanFixture.aPlan;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.upfront.catalog.Cadence;
import dev.upfront.catalog.Practice;
import dev.upfront.retainer.PlanChangeQuote.When;
import dev.upfront.retainer.RetainerWorld.Desk;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Two things at once, and hours that a clock change brings twice or not at all. */
@RetainerTest
class RetainerRaceTests {

    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");

    @Autowired Desk desk;
    @Autowired Retainers retainers;
    @Autowired RetainerFlow flow;
    @Autowired Cancellations cancellations;
    @Autowired PlanChanges changes;
    @Autowired JdbcClient database;

    @Test
    void openedByTwoAtOnceItIsOnePeriod() {
        var retainer = desk.paid(desk.onSale(aPlan()));
        desk.clock().advanceTo(flow.next(retainer.id()).at());
        var opened = together(16, () -> flow.openPeriod(retainer.id()).orElseThrow().id());

        assertThat(opened).as("both get the same one").hasSize(16).containsOnly(opened.getFirst());
        assertThat(retainers.periods(retainer.id())).hasSize(2);
    }

    @Test
    void theDatabaseRefusesASecondPeriodOfTheSameNumber() {
        var retainer = desk.paid(desk.onSale(aPlan()));

        assertThatThrownBy(() -> copyOfTheFirstPeriod(retainer, "number", "renewal + 1")).isInstanceOf(DuplicateKeyException.class)
                .hasMessageContaining("period_opened_once");
        assertThatThrownBy(() -> copyOfTheFirstPeriod(retainer, "number + 1", "renewal")).isInstanceOf(DuplicateKeyException.class)
                .hasMessageContaining("period_renewed_once");
    }

    @Test
    void askedForAndSettledByManyAtOnceItIsChargedAndGrantedOnce() {
        var retainer = desk.paid(desk.onSale(aPlan().sessions(4, desk.offering())));
        desk.clock().advanceTo(flow.next(retainer.id()).at());
        var period = flow.openPeriod(retainer.id()).orElseThrow();
        together(8, () -> flow.requestPayment(period.id()).orElseThrow().payment());
        desk.charge(period);
        together(8, () -> flow.settle(period.id()).id());

        var settled = retainers.period(period.id());
        assertThat(settled.status()).isEqualTo(PeriodStatus.PAID);
        assertThat(desk.charges(settled)).isOne();
        assertThat(desk.credits().ofClient(retainer.client())).hasSize(2);
    }

    @Test
    void aCancellationAndTheRenewalAtTheSameMomentEndInOneTrueState() {
        for (var round = 0; round < 10; round++) {
            var retainer = desk.paid(desk.onSale(aPlan()));
            var renewsAt = flow.next(retainer.id()).at();
            desk.clock().advanceTo(renewsAt);
            var shown = cancellations.quote(retainer.id());
            together(2, List.of(() -> flow.openPeriod(retainer.id()), () -> {
                try {
                    return cancellations.cancel(retainer.id(), shown, "client");
                } catch (QuoteChanged renewedFirst) {
                    return renewedFirst;
                }
            }));

            var after = retainers.retainer(retainer.id());
            if (after.cancelledAt() == null) {
                assertThat(retainers.periods(retainer.id())).as("the renewal was first").hasSize(2);
                assertThat(cancellations.quote(retainer.id()).endsAt()).isAfter(renewsAt);
            } else {
                assertThat(retainers.periods(retainer.id())).as("the cancellation was first").hasSize(1);
                assertThat(flow.next(retainer.id())).isEqualTo(WhatIsNext.end(renewsAt));
            }
        }
    }

    @Test
    void aChangeOfPlanAndTheRenewalAtTheSameMomentEndInOneTrueState() {
        var other = desk.onSale(aPlan().costing(500_00, "EUR"));
        for (var round = 0; round < 10; round++) {
            var retainer = desk.paid(desk.onSale(aPlan()));
            desk.clock().advanceTo(flow.next(retainer.id()).at());
            var shown = changes.preview(retainer.id(), other.id(), When.AT_RENEWAL);
            together(2, List.of(() -> flow.openPeriod(retainer.id()), () -> {
                try {
                    changes.change(retainer.id(), shown, "client");
                    return "changed";
                } catch (QuoteChanged renewedFirst) {
                    return "shown anew";
                }
            }));

            var renewal = retainers.periods(retainer.id()).getLast();
            assertThat(retainers.periods(retainer.id())).hasSize(2);
            var changed = retainers.termsAhead(retainer.id()).plan().equals(other.id());
            assertThat(renewal.amount()).as("as the plan was when it was opened").isEqualTo(changed ? other.terms().amount() : aPlan().build().terms().amount());
        }
    }

    @Test
    void aChangeConfirmedInTwoTabsIsChargedOnce() {
        var retainer = desk.paid(desk.onSale(aPlan()));
        var other = desk.onSale(aPlan().costing(500_00, "EUR"));
        desk.clock().advance(Duration.ofDays(3));
        var shown = changes.preview(retainer.id(), other.id(), When.NOW);
        var opened = together(8, () -> changes.change(retainer.id(), shown, "client").id());

        assertThat(opened).containsOnly(opened.getFirst());
        assertThat(retainers.periods(retainer.id())).hasSize(2);
        assertThat(desk.charges(desk.charge(retainers.period(opened.getFirst())))).isOne();
    }

    @Test
    void aRenewalAtAnHourThatTheClocksLeaveOutIsChargedOnceAndTheNextIsAtItsHourAgain() {
        var gap = nextClockChange(true);
        var renewed = renewAcross(gap);

        assertThat(renewed.startsAt()).as("02:30 does not exist: 03:30").isEqualTo(gap.plus(Duration.ofMinutes(30)));
        assertThat(renewed.endsAt().atZone(BERLIN).toLocalTime()).isEqualTo(LocalTime.of(2, 30));
        assertThat(desk.charges(renewed)).isOne();
    }

    @Test
    void aRenewalAtAnHourThatTheClocksBringTwiceIsChargedOnceAtTheFirst() {
        var overlap = nextClockChange(false);
        var renewed = renewAcross(overlap);

        assertThat(renewed.startsAt()).isEqualTo(overlap.minus(Duration.ofMinutes(30)));
        desk.clock().advance(Duration.ofHours(1));
        assertThat(flow.openPeriod(renewed.retainer()).orElseThrow().id()).as("the second 02:30 opens nothing").isEqualTo(renewed.id());
        assertThat(desk.charges(renewed)).isOne();
    }

    /** A weekly retainer that begins a week before the clock change, at 02:30. */
    private RetainerPeriod renewAcross(Instant clockChange) {
        var practice = desk.catalog().practice();
        desk.catalog().save(inZone(practice, BERLIN));
        try {
            desk.clock().advanceTo(clockChange.atZone(BERLIN).minusDays(7).with(LocalTime.of(2, 30)).toInstant());
            return desk.renew(desk.paid(desk.onSale(aPlan().every(Cadence.WEEK))).id());
        } finally {
            desk.catalog().save(practice);
        }
    }

    private Instant nextClockChange(boolean gap) {
        var change = BERLIN.getRules().nextTransition(desk.clock().instant().plus(Duration.ofDays(8)));
        while (change.isGap() != gap) {
            change = BERLIN.getRules().nextTransition(change.getInstant());
        }
        return change.getInstant();
    }

    private static Practice inZone(Practice practice, ZoneId zone) {
        return new Practice(practice.name(), zone, practice.currency(), practice.accentColour(), practice.mailFrom(), practice.locale());
    }

    private void copyOfTheFirstPeriod(Retainer retainer, String number, String renewal) {
        database.sql("""
                        insert into retainer.period (id, version, retainer, number, renewal, kind, agreed_terms, starts_at, ends_at, extended_seconds,
                            amount_minor, set_up_fee_minor, currency, sessions, status, opened_at)
                        select gen_random_uuid(), 0, retainer, %s, %s, kind, agreed_terms, starts_at, ends_at, 0,
                            amount_minor, set_up_fee_minor, currency, sessions, 'DUE', opened_at
                        from retainer.period where retainer = ? and number = 1""".formatted(number, renewal))
                .param(retainer.id().value()).update();
    }

    private static <T> List<T> together(int times, Callable<T> work) {
        return together(times, new ArrayList<>(Collections.nCopies(times, work)));
    }

    private static <T> List<T> together(int threads, List<Callable<T>> works) {
        try (var pool = Executors.newFixedThreadPool(threads)) {
            return pool.invokeAll(works).stream().map(Future::resultNow).toList();
        } catch (InterruptedException stopped) {
            throw new IllegalStateException(stopped);
        }
    }
}
