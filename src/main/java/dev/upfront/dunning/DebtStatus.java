package dev.upfront.dunning;

/** Where a debt stands. */
public enum DebtStatus {
    /** Somebody still waits for the money. */
    OPEN,
    /** It was paid, however. */
    RECOVERED,
    /** Given up, by the schedule or by staff. */
    WRITTEN_OFF,
    /** Its payment was closed: nobody is owed it any more. */
    DROPPED;

    boolean canBecome(DebtStatus next) {
        return this == OPEN && next != OPEN;
    }
}
