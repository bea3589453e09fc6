package dev.upfront.ledger;

import java.time.Instant;
import java.util.UUID;

/**
 * A line of the book with what caused it.
 *
 * @param entry the number of its entry
 * @param sequence of the line, rising through the book
 */
public record Posting(long entry, long sequence, String cause, UUID causeId, Instant at, Line line) {

    /** Where it stands, for reading on from there. */
    public Place place() {
        return new Place(at, sequence);
    }
}
