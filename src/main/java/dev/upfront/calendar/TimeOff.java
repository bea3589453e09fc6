package dev.upfront.calendar;

import dev.upfront.catalog.ProviderId;
import java.time.Instant;

/**
 * A time in which a provider gives no new sessions; those already booked stay booked.
 *
 * @param to     excluded
 * @param reason for staff only
 */
public record TimeOff(TimeOffId id, ProviderId provider, Instant from, Instant to, String reason) {

    /** @throws IllegalArgumentException with a sentence for the person who typed it */
    public TimeOff {
        if (!from.isBefore(to)) {
            throw new IllegalArgumentException("The end must be after the beginning.");
        }
    }
}
