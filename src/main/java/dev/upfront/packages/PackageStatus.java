package dev.upfront.packages;

import java.util.Set;

/** Where a sold package stands. */
public enum PackageStatus {
    /** Asked for; contract and payment are open. */
    REQUESTED,
    /** Paid; its credits can be used. */
    ACTIVE,
    /** Every credit was used. */
    USED_UP,
    /** Its time is over, and no credit of it will be used any more. */
    EXPIRED,
    /** The unused credits were refunded. */
    REFUNDED,
    /** Not signed or not paid in time. */
    LAPSED,
    /** Cancelled before it was paid. */
    CANCELLED;

    /** Where it can go from here. */
    public Set<PackageStatus> next() {
        return switch (this) {
            case REQUESTED -> Set.of(ACTIVE, LAPSED, CANCELLED);
            case ACTIVE -> Set.of(USED_UP, EXPIRED, REFUNDED);
            case USED_UP, EXPIRED, REFUNDED, LAPSED, CANCELLED -> Set.of();
        };
    }

    /** Whether nothing happens to it any more. */
    public boolean ended() {
        return next().isEmpty();
    }
}
