package dev.upfront.dispute;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * @param decideBefore how long before the bank's deadline an undecided dispute is decided by default, so that Stripe may be away for a while
 * @param submitUndecided whether the evidence is handed in then: it costs nothing, and without it the dispute is lost for sure. False: it is left to be lost
 * @param reminders how often staff are reminded of one they have not decided about, as an ISO 8601 repeating interval
 * @param withoutDeadline when an undecided dispute is decided by default if the bank sets no deadline
 */
@ConfigurationProperties("upfront.dispute")
record DisputeSettings(@DefaultValue("24h") Duration decideBefore, @DefaultValue("true") boolean submitUndecided, @DefaultValue("R/P2D") String reminders,
                       @DefaultValue("7d") Duration withoutDeadline) {
}
