package dev.upfront.retainer;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * @param startWithin how long contract and first payment may stay open before it is given up
 * @param collectWithin how long a period's amount may stay unpaid before its collection counts as failed
 * @param reminders how often the client is reminded of it until then, as an ISO 8601 repeating interval
 * @param creditGrace how long a credit that comes back after its end may still be used
 * @param bookAhead how many periods that are still to be paid can be booked ahead; 0 for none
 */
@ConfigurationProperties("upfront.retainer")
record RetainerSettings(
        @DefaultValue("7d") Duration startWithin,
        @DefaultValue("3d") Duration collectWithin,
        @DefaultValue("R2/P1D") String reminders,
        @DefaultValue("14d") Duration creditGrace,
        @DefaultValue("3") int bookAhead) {
}
