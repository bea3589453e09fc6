package dev.upfront.retainer;

import java.time.Instant;

/** One line of a retainer's timeline: what happened, when, and by whom or which flow. */
public record Change(Instant at, String what, String by) {}
