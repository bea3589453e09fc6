package dev.upfront.retainer.arithmetic;

import dev.upfront.catalog.Cadence;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;

/**
 * What all renewals are counted from, each of them directly and never from the one before: 31 January renews on 28 or 29 February, on 31 March, on
 * 30 April, as Stripe's billing cycle anchor does (https://docs.stripe.com/billing/subscriptions/billing-cycle). An hour that a clock change leaves out
 * comes as much later as the clocks jump; of one that it brings twice, the first counts ({@link java.time.LocalDateTime#atZone}).
 *
 * @param date of renewal 0
 * @param secondOfDay of every renewal, by the clock on the wall in that zone
 */
public record Anchor(LocalDate date, int secondOfDay, ZoneId zone, Cadence cadence) {

    /** Anchored at that moment, to the second. */
    public static Anchor at(Instant moment, ZoneId zone, Cadence cadence) {
        var local = moment.atZone(zone);
        return new Anchor(local.toLocalDate(), local.toLocalTime().toSecondOfDay(), zone, cadence);
    }

    /** The moment of a renewal, counted from 0. */
    public Instant renewal(int number) {
        return date.plus(cadence.step().multipliedBy(number)).atTime(LocalTime.ofSecondOfDay(secondOfDay)).atZone(zone).toInstant();
    }

    /** The first renewal from that number on that is not before the moment. */
    public int firstNotBefore(Instant moment, int from) {
        var number = from;
        while (renewal(number).isBefore(moment)) {
            number++;
        }
        return number;
    }

    /** The same time of day, that many days later. */
    public Anchor later(long days) {
        return new Anchor(date.plusDays(days), secondOfDay, zone, cadence);
    }

    /** A sequence of its own whose renewal 0 is that renewal of this one. */
    public Anchor from(int number, Cadence other) {
        return new Anchor(date.plus(cadence.step().multipliedBy(number)), secondOfDay, zone, other);
    }
}
