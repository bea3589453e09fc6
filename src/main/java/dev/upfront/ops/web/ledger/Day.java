package dev.upfront.ops.web.ledger;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;

/** A day that a reader picked, in the practice's zone: never before the year 2000, and never after today. */
record Day(LocalDate date, ZoneId zone) {

    private static final LocalDate FIRST = LocalDate.of(2000, 1, 1);
    /** No place in the book is before it, in whatever zone. */
    static final Instant FIRST_INSTANT = FIRST.minusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant();

    /** @param typed as a browser's date field writes it; whatever is no date means the day to fall back on */
    static Day parse(String typed, LocalDate otherwise, Instant now, ZoneId zone) {
        var today = LocalDate.ofInstant(now, zone);
        LocalDate picked;
        try {
            picked = LocalDate.parse(typed);
        } catch (DateTimeException nothingTyped) {
            picked = otherwise;
        }
        return new Day(picked.isBefore(FIRST) ? FIRST : picked.isAfter(today) ? today : picked, zone);
    }

    Instant start() {
        return date.atStartOfDay(zone).toInstant();
    }

    /** The first instant of the next day. */
    Instant next() {
        return date.plusDays(1).atStartOfDay(zone).toInstant();
    }

    /** The last instant of the day that the database can tell from the next day. */
    Instant end() {
        return next().minus(1, ChronoUnit.MICROS);
    }
}
