package dev.upfront.ops;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The first account of the console, made when there is none; has no effect afterwards.
 *
 * @param firstStaffMail what the first member of staff signs in with
 * @param firstStaffPassword empty: a random one is made, and logged once
 */
@ConfigurationProperties("upfront.ops")
record StaffSettings(@DefaultValue("staff@localhost") String firstStaffMail, @DefaultValue("") String firstStaffPassword) {
}
