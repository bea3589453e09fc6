package dev.upfront.dunning;

import dev.upfront.payment.CardStanding;
import dev.upfront.payment.Obstacle;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneId;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** The arithmetic of the schedule: which of its steps is next, and when. Days are days of the practice's calendar. */
final class Schedule {

    private final DunningSettings settings;
    private final ZoneId zone;

    Schedule(DunningSettings settings, ZoneId zone) {
        this.settings = settings;
        this.zone = zone;
    }

    /**
     * What is next. A card that was not tried yet, and a retry that staff want, come before every line of the schedule; at its end, staff are told again
     * and again.
     *
     * @param done what was done of the schedule already, see {@link Debt#counts}
     */
    NextStep next(Debt debt, List<ScheduledStep> lines, Set<ScheduledStep> done, CardStanding card, Instant now) {
        if (card.untried() || debt.retryWanted()) {
            return new NextStep(new ScheduledStep(ScheduledStep.UNSCHEDULED, Action.RETRY), now);
        }
        return ahead(debt, lines, done, card, now).findFirst()
                .orElseGet(() -> new NextStep(new ScheduledStep(ScheduledStep.UNSCHEDULED, Action.ALERT_STAFF), debt.lastStepAt().plus(settings.alertEvery())));
    }

    /** Whether the card is tried again before the debt is given up, as the schedule stands. */
    boolean triesAgain(Debt debt, List<ScheduledStep> lines, Set<ScheduledStep> done, CardStanding card, Instant now) {
        return ahead(debt, lines, done, card, now).map(NextStep::action).filter(action -> action == Action.RETRY || action == Action.GIVE_UP).findFirst()
                .filter(first -> first == Action.RETRY).isPresent();
    }

    /** What is left of the schedule, in the order in which it is done. */
    private Stream<NextStep> ahead(Debt debt, List<ScheduledStep> lines, Set<ScheduledStep> done, CardStanding card, Instant now) {
        return lines.stream().filter(line -> debt.counts(line) && !done.contains(line) && !isMadeUpFor(debt, line, card))
                .map(line -> new NextStep(line, due(debt, line, card, now))).sorted(Comparator.comparing(NextStep::at));
    }

    /** A retry that came later than planned, or by staff's wish, stands for all whose time had come by then. */
    private boolean isMadeUpFor(Debt debt, ScheduledStep line, CardStanding card) {
        return line.action() == Action.RETRY && debt.retriedAt() != null && !planned(debt, line, card).isAfter(debt.retriedAt());
    }

    private Instant due(Debt debt, ScheduledStep line, CardStanding card, Instant now) {
        if (line.day() == 0) {
            return now;
        }
        var planned = planned(debt, line, card);
        return line.action() == Action.RETRY && card.restsUntil() != null && planned.isBefore(card.restsUntil()) ? card.restsUntil() : planned;
    }

    private Instant planned(Debt debt, ScheduledStep line, CardStanding card) {
        var day = debt.dayZero().plusDays(line.day());
        return at(line.action() == Action.RETRY && card.obstacle() == Obstacle.INSUFFICIENT_FUNDS ? payDay(day) : day);
    }

    /** The first pay day that is not before that day. */
    LocalDate payDay(LocalDate earliest) {
        return earliest.datesUntil(earliest.plusMonths(1).plusDays(1)).filter(this::isPayDay).findFirst().orElse(earliest);
    }

    private boolean isPayDay(LocalDate day) {
        var last = YearMonth.from(day).lengthOfMonth();
        return settings.payDays().stream().anyMatch(payDay -> Math.min(payDay, last) == day.getDayOfMonth());
    }

    /** That day at the hour of the schedule. What a clock change skips is later by what was skipped; what it repeats is the first of the two. */
    Instant at(LocalDate day) {
        return day.atTime(settings.at()).atZone(zone).toInstant();
    }

    LocalDate dayOf(Instant moment) {
        return LocalDate.ofInstant(moment, zone);
    }
}
