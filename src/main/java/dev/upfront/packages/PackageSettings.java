package dev.upfront.packages;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * @param payWithin how long contract and payment of a package may stay open
 * @param reminders how often the client is reminded of them, as an ISO 8601 repeating interval
 */
@ConfigurationProperties("upfront.packages")
record PackageSettings(@DefaultValue("7d") Duration payWithin, @DefaultValue("R2/P2D") String reminders) {}
