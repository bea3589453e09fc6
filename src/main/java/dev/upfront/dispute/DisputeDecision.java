package dev.upfront.dispute;

/** What becomes of a dispute. */
public enum DisputeDecision {
    /** The evidence is handed in. */
    SUBMIT,
    /** It is accepted: lost at once. */
    ACCEPT,
    /** Nothing is done: it is over or answered already, or lost when its time is over. */
    NONE
}
