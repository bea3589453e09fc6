package dev.upfront.retainer;

import java.util.Set;

/** Where the money of a period stands. */
public enum PeriodStatus {
    /** Its amount is being collected. */
    DUE,
    /** It was paid, and its sessions are granted. */
    PAID,
    /** Collecting it failed; the debt stands. */
    UNPAID,
    /** The debt was given up. */
    GIVEN_UP;

    /** The statuses that may follow this one. */
    public Set<PeriodStatus> next() {
        return switch (this) {
            case DUE -> Set.of(PAID, UNPAID, GIVEN_UP);
            case UNPAID -> Set.of(PAID, GIVEN_UP);
            case PAID, GIVEN_UP -> Set.of();
        };
    }

    /** Whether the money is still wanted. */
    public boolean isOwed() {
        return this == DUE || this == UNPAID;
    }
}
