package dev.upfront.ledger;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One entry as a client's statement tells it.
 *
 * @param entry its number in the book
 * @param cause what happened, such as "payment.collected", and to what
 * @param subject the booking, package sale, retainer period or credit lot it is about, if any
 * @param change by how much the client's standing changed
 */
public record Movement(long entry, String cause, UUID causeId, Instant at, @Nullable UUID subject, Standing change) {
}
