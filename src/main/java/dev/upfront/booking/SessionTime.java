package dev.upfront.booking;

import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.TextStyle;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A session's time as people read it, in the reader's zone, which is always named.
 *
 * @param day such as "Thursday 26 November 2026"
 * @param hours such as "10:00–11:00"
 * @param zone such as "Berlin time"
 */
public record SessionTime(String day, String hours, String zone) {

    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("EEEE d MMMM yyyy", Locale.UK);
    private static final DateTimeFormatter HOUR = DateTimeFormatter.ofPattern("HH:mm", Locale.UK);

    public static SessionTime of(Instant from, Instant to, ZoneId zone) {
        return new SessionTime(DAY.format(from.atZone(zone)), HOUR.format(from.atZone(zone)) + "–" + HOUR.format(to.atZone(zone)), nameOf(zone));
    }

    /**
     * The same hours on the provider's clock, such as "04:00–05:00 (New York time)", with the day where that differs, too.
     *
     * @return null when the provider's clock shows the same
     */
    static @Nullable String elsewhere(Instant from, Instant to, ZoneId zone, ZoneId providerZone) {
        if (zone.getRules().getOffset(from).equals(providerZone.getRules().getOffset(from))) {
            return null;
        }
        var there = of(from, to, providerZone);
        return there.day.equals(of(from, to, zone).day) ? "%s (%s)".formatted(there.hours, there.zone) : there.toString();
    }

    /** Such as "Berlin time" for Europe/Berlin; zones without a city by their English name. */
    public static String nameOf(ZoneId zone) {
        var id = zone.getId();
        return id.contains("/") && !id.startsWith("Etc/")
                ? id.substring(id.lastIndexOf('/') + 1).replace('_', ' ') + " time"
                : zone.getDisplayName(TextStyle.FULL, Locale.UK);
    }

    @Override
    public String toString() {
        return "%s, %s (%s)".formatted(day, hours, zone);
    }
}
