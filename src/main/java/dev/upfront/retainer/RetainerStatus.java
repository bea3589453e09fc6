package dev.upfront.retainer;

import java.util.Set;

/** Where a retainer stands. */
public enum RetainerStatus {
    /** Agreed; contract and card are still asked for. */
    AGREED,
    /** The first period is still to come; nothing was charged. */
    TRIAL,
    /** It renews. */
    ACTIVE,
    /** Nothing renews until it is resumed. */
    PAUSED,
    /** It will not renew any more. */
    ENDED;

    /** The statuses that may follow this one. */
    public Set<RetainerStatus> next() {
        return switch (this) {
            case AGREED -> Set.of(TRIAL, ACTIVE, ENDED);
            case TRIAL -> Set.of(ACTIVE, ENDED);
            case ACTIVE -> Set.of(PAUSED, ENDED);
            case PAUSED -> Set.of(ACTIVE, ENDED);
            case ENDED -> Set.of();
        };
    }
}
