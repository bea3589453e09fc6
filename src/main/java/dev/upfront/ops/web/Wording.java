package dev.upfront.ops.web;

import dev.upfront.booking.Booking;
import dev.upfront.money.Money;
import dev.upfront.payment.Purpose;
import dev.upfront.portal.Reader;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;

/**
 * How the console writes amounts and times: for staff, in the practice's zone.
 *
 * @param now when the page is drawn
 */
public record Wording(Reader reader, Instant now) {

    public String money(Money amount) {
        return reader.money(amount);
    }

    public String day(Instant at) {
        return reader.day(at);
    }

    public String time(Instant at) {
        return reader.time(at);
    }

    /** Such as "10:42" today, "Thu 26 Nov, 10:42" within half a year, else with the year. */
    public String moment(Instant at) {
        return Duration.between(at, now).abs().toDays() > 180 ? reader.dateWithYear(at) + ", " + reader.time(at) : reader.momentSeenAt(at, now);
    }

    /** When a session takes place, such as "Thu 26 Nov, 10:00–11:00". */
    public String session(Booking booking) {
        var from = booking.startsAt();
        var day = Duration.between(from, now).abs().toDays() > 180
                ? reader.dateWithYear(from) : reader.shortDay(from.atZone(reader.zone()).toLocalDate());
        return day + ", " + reader.time(from) + "–" + reader.time(booking.endsAt());
    }

    /** How long ago, such as "3 days". */
    public String age(Instant since) {
        return length(Duration.between(since, now));
    }

    /** Such as "3 days", "5 hours" or "less than a minute". */
    public String length(Duration length) {
        if (length.toDays() >= 2) {
            return length.toDays() + " days";
        }
        if (length.toHours() >= 1) {
            return length.toHours() == 1 ? "1 hour" : length.toHours() + " hours";
        }
        return switch ((int) Math.max(0, length.toMinutes())) {
            case 0 -> "less than a minute";
            case 1 -> "1 minute";
            default -> length.toMinutes() + " minutes";
        };
    }

    /** Such as "Berlin time". */
    public String zone() {
        return zone(reader.zone());
    }

    public String zone(ZoneId zone) {
        return Reader.place(zone) + " time";
    }

    /** The last day before something ends, such as "26 Nov 2026", or "no end". */
    public String lastDay(@Nullable Instant end) {
        return end == null ? "no end" : reader.dateWithYear(end.minusSeconds(1));
    }

    /** What a credit pays for, such as "Coaching" or "Career check with €60.00 on top". */
    public String covered(String offering, Money surcharge) {
        return surcharge.isZero() ? offering : "%s with %s on top".formatted(offering, money(surcharge));
    }

    public String purpose(Purpose purpose) {
        return switch (purpose) {
            case FULL_PRICE -> "Full price";
            case DEPOSIT -> "Deposit";
            case BALANCE -> "Balance";
            case FEE -> "Fee";
            case RETAINER_PERIOD -> "Retainer";
            case PACKAGE -> "Package";
        };
    }
}
