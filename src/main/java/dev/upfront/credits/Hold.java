package dev.upfront.credits;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A credit that a booking has taken.
 *
 * @param settledAt when it was used or came back; null while it is held
 */
public record Hold(UUID booking, LotId lot, Status status, Instant heldAt, @Nullable Instant settledAt) {

    public enum Status { HELD, USED, RELEASED }
}
