package dev.upfront.calendar;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;

/**
 * Which slots of one length a schedule offers at one moment, whoever holds them.
 *
 * @param zone    of the working hours
 * @param timeOff in any order
 * @param now     the moment from which notice and horizon count
 */
record Offer(Schedule schedule, ZoneId zone, List<Span> timeOff, Duration length, Instant now) {

    /**
     * The slots on offer that start between two instants and are not busy, by start.
     *
     * @param busy blocked by others, buffers included; in any order
     */
    List<Slot> free(Instant from, Instant to, List<Span> busy) {
        var earliest = from.isBefore(earliestStart()) ? earliestStart() : from;
        var latest = to.isAfter(startsBefore()) ? startsBefore() : to;
        var workingTime = new WorkingTime(schedule.workingHours(), zone);
        var working = new Span.Walk(workingTime.spans(earliest, latest.plus(length)));
        var off = new Span.Walk(timeOff);
        var blocked = new Span.Walk(busy);
        return workingTime.starts(schedule.slotStep(), earliest, latest).stream()
                .filter(start -> working.cover(session(start)) && !off.overlap(session(start)) && !blocked.overlap(blockedBy(start)))
                .map(start -> new Slot(schedule.provider(), start, start.plus(length)))
                .toList();
    }

    /** Why a session cannot start then, in a sentence; nothing if the slot is on offer. */
    Optional<String> refusal(Instant start) {
        if (start.isBefore(now)) {
            return Optional.of("This time has passed.");
        }
        if (start.isBefore(earliestStart())) {
            return Optional.of("It is too late to book this time.");
        }
        if (!start.isBefore(startsBefore())) {
            return Optional.of("This time is further ahead than can be booked yet.");
        }
        return free(start, start.plusNanos(1), List.of()).isEmpty() ? Optional.of("No session is given at this time.") : Optional.empty();
    }

    /** What a session that starts then keeps from others: itself and the buffers around it. */
    Span blockedBy(Instant start) {
        return new Span(start.minus(schedule.bufferBefore()), start.plus(length).plus(schedule.bufferAfter()));
    }

    private Span session(Instant start) {
        return new Span(start, start.plus(length));
    }

    private Instant earliestStart() {
        return now.plus(schedule.minimumNotice());
    }

    private Instant startsBefore() {
        return now.plus(schedule.horizon());
    }
}
