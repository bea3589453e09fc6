package dev.upfront.dunning;

import static org.assertj.core.api.Assertions.assertThat;

import dev.upfront.money.Money;
import dev.upfront.payment.CardStanding;
import dev.upfront.payment.Obstacle;
import dev.upfront.payment.OwedPayment;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ScheduleTests {

    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");
    private static final List<ScheduledStep> LINES = List.of(line(0, Action.MAIL_CLIENT), line(3, Action.RETRY), line(5, Action.RETRY), line(5, Action.MAIL_CLIENT),
            line(8, Action.SUSPEND_BOOKING), line(21, Action.GIVE_UP));
    private static final CardStanding SOFT = new CardStanding(Obstacle.SOFT_DECLINE, "pm_1", false, null, false);
    private static final CardStanding FUNDS = new CardStanding(Obstacle.INSUFFICIENT_FUNDS, "pm_1", false, null, false);

    private final Schedule schedule = new Schedule(settings(LocalTime.of(9, 0)), BERLIN);
    private final Set<ScheduledStep> done = new HashSet<>();
    private Instant now = local("2026-03-02T14:30");
    private Debt debt = debt(SOFT);

    @Test
    void theFirstLineIsDoneAtOnceAndTheOthersAtTheHourOfTheDay() {
        assertThat(next(SOFT)).isEqualTo(new NextStep(line(0, Action.MAIL_CLIENT), now));
        doNext(SOFT);
        assertThat(next(SOFT)).isEqualTo(new NextStep(line(3, Action.RETRY), local("2026-03-05T09:00")));
        doNext(SOFT);
        assertThat(next(SOFT)).as("lines of one day from top to bottom").isEqualTo(new NextStep(line(5, Action.RETRY), local("2026-03-07T09:00")));
        doNext(SOFT);
        assertThat(next(SOFT)).isEqualTo(new NextStep(line(5, Action.MAIL_CLIENT), local("2026-03-07T09:00")));
    }

    @Test
    void notEnoughMoneyWaitsForThePayDayWithoutHoldingUpTheRest() {
        debt = debt(FUNDS);
        doNext(FUNDS);
        assertThat(next(FUNDS)).isEqualTo(new NextStep(line(5, Action.MAIL_CLIENT), local("2026-03-07T09:00")));
        doNext(FUNDS);
        assertThat(next(FUNDS).action()).isEqualTo(Action.SUSPEND_BOOKING);
        doNext(FUNDS);
        assertThat(next(FUNDS)).isEqualTo(new NextStep(line(3, Action.RETRY), local("2026-03-15T09:00")));
        doNext(FUNDS);
        assertThat(next(FUNDS)).as("one try on a pay day stands for all that waited for it").isEqualTo(new NextStep(line(21, Action.GIVE_UP), local("2026-03-23T09:00")));
    }

    @ParameterizedTest
    @CsvSource({"2026-03-02, 2026-03-15", "2026-03-15, 2026-03-15", "2026-03-16, 2026-04-01", "2026-12-16, 2027-01-01", "2026-02-28, 2026-03-01"})
    void payDaysAreTheFirstAndTheFifteenth(LocalDate earliest, LocalDate payDay) {
        assertThat(schedule.payDay(earliest)).isEqualTo(payDay);
    }

    @ParameterizedTest
    @CsvSource({"2026-02-10, 2026-02-28", "2028-02-10, 2028-02-29", "2026-04-10, 2026-04-30", "2026-03-31, 2026-03-31"})
    void aPayDayThatAShortMonthHasNotIsItsLastDay(LocalDate earliest, LocalDate payDay) {
        var monthsEnd = new DunningSettings(LocalTime.of(9, 0), List.of(31), BigDecimal.TEN, Duration.ofDays(7), LocalTime.of(8, 0));
        assertThat(new Schedule(monthsEnd, BERLIN).payDay(earliest)).isEqualTo(payDay);
    }

    @ParameterizedTest
    @CsvSource({
        "2026-03-28, 2026-03-28T01:30:00Z", // the day before
        "2026-03-29, 2026-03-29T01:30:00Z", // 02:30 is skipped: 03:30 summer time, an hour later
        "2026-03-30, 2026-03-30T00:30:00Z",
        "2026-10-25, 2026-10-25T00:30:00Z", // 02:30 comes twice: the first, still summer time
        "2026-10-26, 2026-10-26T01:30:00Z"})
    void whatAClockChangeSkipsIsLaterAndWhatItRepeatsIsTheFirst(LocalDate day, Instant moment) {
        assertThat(new Schedule(settings(LocalTime.of(2, 30)), BERLIN).at(day)).isEqualTo(moment);
    }

    @Test
    void aCardThatWasNotTriedYetComesBeforeEverything() {
        doNext(SOFT);
        var another = new CardStanding(Obstacle.SOFT_DECLINE, "pm_1", true, null, false);
        assertThat(next(another)).isEqualTo(new NextStep(line(ScheduledStep.UNSCHEDULED, Action.RETRY), now));
    }

    @Test
    void staffsWishForARetryComesBeforeEverythingAndIsForgottenOnceDone() {
        doNext(SOFT);
        debt.wantRetry();
        doNext(SOFT);
        assertThat(debt.retryWanted()).isFalse();
        assertThat(next(SOFT)).isEqualTo(new NextStep(line(3, Action.RETRY), local("2026-03-05T09:00")));
    }

    @Test
    void aCardThatRestsIsNotTriedBefore() {
        doNext(SOFT);
        var rests = new CardStanding(Obstacle.SOFT_DECLINE, "pm_1", false, local("2026-03-05T18:00"), false);
        assertThat(next(rests)).isEqualTo(new NextStep(line(3, Action.RETRY), local("2026-03-05T18:00")));
    }

    @Test
    void aCardIsTriedAgainOnlyWhereARetryComesBeforeGivingUp() {
        doNext(SOFT);
        assertThat(schedule.triesAgain(debt, LINES, done, SOFT, now)).isTrue();
        assertThat(schedule.triesAgain(debt, List.of(line(0, Action.MAIL_CLIENT), line(2, Action.GIVE_UP), line(3, Action.RETRY)), done, SOFT, now)).isFalse();
        assertThat(schedule.triesAgain(debt, List.of(line(3, Action.RETRY), line(8, Action.GIVE_UP)), done, FUNDS, now)).as("the pay day is later").isFalse();
        assertThat(schedule.triesAgain(debt, List.of(line(0, Action.MAIL_CLIENT), line(7, Action.ALERT_STAFF)), done, SOFT, now)).as("no retry at all").isFalse();
    }

    @Test
    void aNewObstacleTellsTheClientAtOnceAndDoesNotMakeUpForDaysGoneBy() {
        doNext(SOFT);
        doNext(SOFT);
        now = local("2026-03-06T12:00");
        var hard = new CardStanding(Obstacle.HARD_DECLINE, "pm_1", false, null, false);
        debt.look(hard, LocalDate.of(2026, 3, 6));
        done.removeIf(step -> step.day() == 0); // as the database counts: the first lines once for each episode
        assertThat(next(hard)).isEqualTo(new NextStep(line(0, Action.MAIL_CLIENT), now));
        assertThat(debt.counts(line(3, Action.MAIL_CLIENT))).isFalse();
        assertThat(debt.counts(line(5, Action.MAIL_CLIENT))).isTrue();
    }

    @Test
    void theSameObstacleWithTheSameCardIsNoNews() {
        debt.look(SOFT, LocalDate.of(2026, 3, 6));
        assertThat(debt.episode()).isZero();
        debt.look(new CardStanding(Obstacle.SOFT_DECLINE, "pm_2", true, null, false), LocalDate.of(2026, 3, 6));
        assertThat(debt.episode()).as("not tried yet").isZero();
        debt.look(new CardStanding(Obstacle.SOFT_DECLINE, "pm_2", false, null, false), LocalDate.of(2026, 3, 6));
        assertThat(debt.episode()).as("declined as well").isEqualTo(1);
    }

    @Test
    void anExtensionMovesTheRestBehindItsDay() {
        doNext(SOFT);
        debt.extend(LocalDate.of(2026, 3, 20), LocalDate.of(2026, 3, 3));
        assertThat(next(SOFT).at()).as("two days after the first free one, as it was to be two days from now").isEqualTo(local("2026-03-23T09:00"));
        debt.extend(LocalDate.of(2026, 3, 10), LocalDate.of(2026, 3, 4));
        assertThat(next(SOFT).at()).as("shortened").isEqualTo(local("2026-03-13T09:00"));
    }

    @Test
    void anExtensionLiftsASuspensionForItsTime() {
        debt.suspend();
        debt.extend(LocalDate.of(2026, 3, 20), LocalDate.of(2026, 3, 3));
        assertThat(debt.suspendsOn(LocalDate.of(2026, 3, 20))).isFalse();
        assertThat(debt.suspendsOn(LocalDate.of(2026, 3, 21))).isTrue();
    }

    @Test
    void stepsKeepTheirDistanceWhenTheEngineStoodStill() {
        doNext(SOFT);
        now = local("2026-03-20T10:00");
        doNext(SOFT);
        assertThat(next(SOFT).action()).as("one late retry stands for both").isEqualTo(Action.MAIL_CLIENT);
        doNext(SOFT);
        assertThat(next(SOFT)).isEqualTo(new NextStep(line(8, Action.SUSPEND_BOOKING), local("2026-03-23T09:00")));
    }

    @Test
    void atItsEndStaffAreToldEveryWeek() {
        LINES.forEach(done::add);
        assertThat(next(SOFT)).isEqualTo(new NextStep(line(ScheduledStep.UNSCHEDULED, Action.ALERT_STAFF), now.plus(Duration.ofDays(7))));
    }

    @Test
    void whatIsNotPlannedIsNotDone() {
        debt.plan(new NextStep(line(3, Action.RETRY), now));
        assertThat(debt.planned(Action.SUSPEND_BOOKING)).isNull();
        debt.extend(LocalDate.of(2026, 3, 20), LocalDate.of(2026, 3, 3));
        assertThat(debt.planned(Action.RETRY)).as("overtaken by an extension").isNull();
    }

    private NextStep next(CardStanding card) {
        return schedule.next(debt, LINES, done, card, now);
    }

    /** The flow waits for the time of what is next, and does it. */
    private void doNext(CardStanding card) {
        var next = next(card);
        debt.plan(next);
        now = next.at().isAfter(now) ? next.at() : now;
        done.add(next.step());
        debt.done(next.step(), schedule.dayOf(now), now);
    }

    private Debt debt(CardStanding card) {
        return Debt.open(OwedPayment.of(Money.of(20_000, "EUR")), card, schedule.dayOf(now), now);
    }

    private static ScheduledStep line(int day, Action action) {
        return new ScheduledStep(day, action);
    }

    private static Instant local(String time) {
        return LocalDateTime.parse(time).atZone(BERLIN).toInstant();
    }

    private static DunningSettings settings(LocalTime at) {
        return new DunningSettings(at, List.of(1, 15), BigDecimal.valueOf(250), Duration.ofDays(7), LocalTime.of(8, 0));
    }
}
