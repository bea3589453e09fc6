package dev.upfront.engine;

import java.time.Instant;

/**
 * Work that stands still until somebody mends its cause and retries it in Operate.
 *
 * @param message what a manager reads in Operate: what, for which reference, why, what to do
 */
public record Incident(String jobType, long processInstanceKey, String message, Instant raisedAt) {}
