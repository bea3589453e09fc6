package dev.upfront.packages;

import java.time.Instant;

/** One line of a sale's timeline. */
public record Change(Instant at, String what, String by) {}
