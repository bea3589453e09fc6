package dev.upfront.dispute;

import java.util.EnumSet;
import java.util.Set;

/** Where a dispute stands. */
public enum DisputeStatus {
    /** The money is gone for now, or the bank asks; nothing was answered yet. */
    OPEN,
    /** Evidence was handed in; the bank decides. */
    SUBMITTED,
    WON,
    LOST,
    /** Over without a decision: the bank only asked. */
    DROPPED,
    /** The bank only asked, and then took the money: that is another dispute, decided about anew. */
    ESCALATED;

    public boolean ended() {
        return this == WON || this == LOST || this == DROPPED || this == ESCALATED;
    }

    Set<DisputeStatus> next() {
        return switch (this) {
            case OPEN -> EnumSet.of(SUBMITTED, WON, LOST, DROPPED, ESCALATED);
            case SUBMITTED -> EnumSet.of(WON, LOST, DROPPED, ESCALATED);
            case WON, LOST, DROPPED, ESCALATED -> EnumSet.noneOf(DisputeStatus.class);
        };
    }
}
