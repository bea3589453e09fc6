package dev.upfront.calendar;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;

/**
 * Working hours laid onto real time: an instant belongs to them if the clock on the provider's wall then shows a time within them. So an hour
 * that daylight saving skips is no working time, and one that it repeats is working time twice.
 */
record WorkingTime(List<WorkingHours> hours, ZoneId zone) {

    /** All working time between two instants, in order; ranges that touch are one span. */
    List<Span> spans(Instant from, Instant to) {
        var spans = new ArrayList<Span>();
        for (var piece : pieces(from, to)) {
            if (piece.clippedFrom().isBefore(piece.clippedTo())) {
                spans.add(new Span(piece.clippedFrom(), piece.clippedTo()));
            }
        }
        return Span.merged(spans);
    }

    /** When sessions may start between two instants, in order: each step of the clock on the wall from the beginning of a range. */
    List<Instant> starts(Duration step, Instant from, Instant to) {
        var starts = new ArrayList<Instant>();
        for (var piece : pieces(from, to)) {
            var missed = Math.max(0, Duration.between(piece.from, piece.clippedFrom()).plus(step).minusNanos(1).dividedBy(step));
            for (var start = piece.from.plus(step.multipliedBy(missed)); start.isBefore(piece.clippedTo()); start = start.plus(step)) {
                starts.add(start);
            }
        }
        return starts;
    }

    /** Each range on each day, between two instants that have the same offset from UTC: there, the clock on the wall runs evenly. */
    private List<Piece> pieces(Instant from, Instant to) {
        var pieces = new ArrayList<Piece>();
        for (var start = from; start.isBefore(to);) {
            var transition = zone.getRules().nextTransition(start);
            var end = transition == null || transition.getInstant().isAfter(to) ? to : transition.getInstant();
            addPieces(pieces, zone.getRules().getOffset(start), new Span(start, end));
            start = end;
        }
        return pieces;
    }

    private void addPieces(List<Piece> pieces, ZoneOffset offset, Span even) {
        var last = LocalDateTime.ofInstant(even.to(), offset).toLocalDate();
        for (var date = LocalDateTime.ofInstant(even.from(), offset).toLocalDate(); !date.isAfter(last); date = date.plusDays(1)) {
            for (var range : hours) {
                if (range.day() == date.getDayOfWeek()) {
                    pieces.add(new Piece(at(date, range.fromSecond(), offset), at(date, range.toSecond(), offset), even));
                }
            }
        }
    }

    private static Instant at(LocalDate date, int second, ZoneOffset offset) {
        return date.atStartOfDay().plusSeconds(second).toInstant(offset);
    }

    private record Piece(Instant from, Instant to, Span even) {

        Instant clippedFrom() {
            return from.isBefore(even.from()) ? even.from() : from;
        }

        Instant clippedTo() {
            return to.isAfter(even.to()) ? even.to() : to;
        }
    }
}
