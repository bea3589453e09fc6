package dev.upfront.dispute;

import java.time.Instant;

/** One line of a dispute's timeline: what happened, when, and by whom or which flow. */
public record Change(Instant at, String what, String by) {
}
