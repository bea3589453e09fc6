package dev.upfront.reconciliation;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One time that the books were held against each other.
 *
 * @param askedBy who wanted it: "the day", or a staff member's name
 * @param since from when on Stripe's books are read
 * @param readAt when they were read; null before
 * @param endedAt null while it goes on
 * @param outcome null while it goes on
 * @param missedEvents events that no webhook had brought
 * @param movements of the balance that were new
 * @param newDifferences found for the first time
 */
public record Run(RunId id, Instant askedAt, String askedBy, Instant since, @Nullable Instant readAt, @Nullable Instant endedAt, @Nullable Outcome outcome,
                  int missedEvents, int movements, int newDifferences) {

    /** How it ended: BALANCED when no difference is open. */
    public enum Outcome { BALANCED, DIFFERENCES }
}
