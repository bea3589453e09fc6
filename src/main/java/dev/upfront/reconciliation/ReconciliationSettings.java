package dev.upfront.reconciliation;

import java.time.Duration;
import java.time.LocalTime;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * @param at the time of day, in the practice's zone, from which on the day's run is asked for
 * @param overlap how long before the end of the last reading the next one begins, because Stripe's lists may lag behind what happened
 * @param arrivesWithin how long a payment of ours may take to stand in Stripe's books
 * @param unknownFor how long Stripe may owe an answer before that is a case for staff
 */
@ConfigurationProperties("upfront.reconciliation")
record ReconciliationSettings(
        @DefaultValue("03:00") LocalTime at,
        @DefaultValue("1d") Duration overlap,
        @DefaultValue("1h") Duration arrivesWithin,
        @DefaultValue("3d") Duration unknownFor) {
}
