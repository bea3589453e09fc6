package dev.upfront.ledger;

import java.time.DateTimeException;
import java.time.Instant;

/** A place in the book, between two lines: by time, and within an instant by the lines' sequence. */
public record Place(Instant at, long sequence) {

    /** The place before everything of that instant. */
    public static Place before(Instant at) {
        return new Place(at, 0);
    }

    /** The place after everything of that instant. */
    public static Place after(Instant at) {
        return new Place(at, Long.MAX_VALUE);
    }

    /** @throws IllegalArgumentException if the text is not one that {@link #toString} wrote */
    public static Place parse(String text) {
        try {
            var parts = text.split("~", 2);
            return new Place(Instant.parse(parts[0]), Long.parseLong(parts[1]));
        } catch (DateTimeException | NumberFormatException | ArrayIndexOutOfBoundsException nonsense) {
            throw new IllegalArgumentException("\"%s\" is no place in the book".formatted(text), nonsense);
        }
    }

    /** For addresses of pages. */
    @Override
    public String toString() {
        return at + "~" + sequence;
    }
}
