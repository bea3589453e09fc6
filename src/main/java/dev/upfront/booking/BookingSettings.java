package dev.upfront.booking;

import java.time.Duration;
import java.time.Instant;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * @param hold how long a slot is kept while the client completes the steps
 * @param reminderBefore how long before the session the reminder goes out
 * @param settleAfter how long after the session it counts as delivered and the balance is collected; staff can mark a no-show until then
 * @param noShowReview how long staff may waive a no-show's fee before it is charged
 * @param balanceWithin how long a balance or fee may stay unpaid before staff are asked to decide
 * @param balanceReminders how often the client is reminded of it, as an ISO 8601 repeating interval
 * @param stepReminders how often a client is reminded of the steps that hold a slot, as an ISO 8601 repeating interval
 */
@ConfigurationProperties("upfront.booking")
record BookingSettings(
        @DefaultValue("30m") Duration hold,
        @DefaultValue("24h") Duration reminderBefore,
        @DefaultValue("30m") Duration settleAfter,
        @DefaultValue("24h") Duration noShowReview,
        @DefaultValue("14d") Duration balanceWithin,
        @DefaultValue("R3/P3D") String balanceReminders,
        @DefaultValue("R1/PT15M") String stepReminders) {

    Instant remindAt(Booking booking) {
        return booking.startsAt().minus(reminderBefore);
    }
}
