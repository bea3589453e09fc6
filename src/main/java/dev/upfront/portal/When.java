package dev.upfront.portal;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;

/**
 * When a session takes place, in words.
 *
 * @param startsAt for machines
 * @param day such as "Thursday 26 November"
 * @param times such as "10:00–11:00"
 * @param zone such as "Berlin time"
 * @param providerTimes such as "9:00–10:00 in London", null when the provider's clock shows the same
 */
public record When(Instant startsAt, String day, String shortDay, String times, String zone, @Nullable String providerTimes) {

    public static When of(Instant startsAt, Instant endsAt, Reader reader, ZoneId providerZone) {
        var there = reader.in(providerZone);
        var rules = reader.zone().getRules();
        var sameClock = rules.getOffset(startsAt).equals(providerZone.getRules().getOffset(startsAt));
        var date = LocalDate.ofInstant(startsAt, reader.zone());
        var thereDate = LocalDate.ofInstant(startsAt, providerZone);
        var thereDay = date.equals(thereDate) ? "" : there.shortDay(thereDate) + ", ";
        return new When(startsAt, reader.day(date), reader.shortDay(date), times(startsAt, endsAt, reader), Reader.place(reader.zone()) + " time",
                sameClock ? null : thereDay + times(startsAt, endsAt, there) + " in " + Reader.place(providerZone));
    }

    private static String times(Instant startsAt, Instant endsAt, Reader reader) {
        return reader.time(startsAt) + "–" + reader.time(endsAt);
    }
}
