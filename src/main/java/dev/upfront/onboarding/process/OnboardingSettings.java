package dev.upfront.onboarding.process;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * @param reminderCycle when a client is reminded of open steps, as an ISO-8601 repeating interval: "R1/PT10M" is once, after ten minutes
 */
@ConfigurationProperties("upfront.onboarding")
record OnboardingSettings(@DefaultValue("R1/PT10M") String reminderCycle) {}
