package dev.upfront.booking;

import java.util.Set;

/** Where a booking stands. Only {@code HELD} and {@code CONFIRMED} occupy the provider's time ahead. */
public enum BookingStatus {
    /** The slot is kept while the client completes the steps. */
    HELD,
    /** Everything that was due at booking is done; the session will take place. */
    CONFIRMED,
    /** The session took place. */
    DELIVERED,
    /** Client or staff cancelled. */
    CANCELLED,
    /** The client did not come. */
    NOT_SHOWN,
    /** The hold ended before the steps were complete. */
    EXPIRED;

    /** The statuses that may follow this one. */
    public Set<BookingStatus> next() {
        return switch (this) {
            case HELD -> Set.of(CONFIRMED, CANCELLED, EXPIRED);
            case CONFIRMED -> Set.of(DELIVERED, CANCELLED, NOT_SHOWN);
            case DELIVERED, CANCELLED, NOT_SHOWN, EXPIRED -> Set.of();
        };
    }

    public boolean ended() {
        return next().isEmpty();
    }
}
