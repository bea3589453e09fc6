package dev.upfront.ledger;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** An entry of the book as it stands there: what caused it, when, and its balanced lines. */
public record EntryView(long number, String cause, UUID causeId, Instant at, List<Line> lines) {
}
