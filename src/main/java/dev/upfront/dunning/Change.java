package dev.upfront.dunning;

import java.time.Instant;

/** Something that happened to a debt. @param by a staff member's name, or "flow" */
public record Change(Instant at, String what, String by) {}
