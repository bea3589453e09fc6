package dev.upfront.catalog;

/** Whether a retainer may be paused, and when it renews afterwards. */
public enum PausePolicy {
    /** It cannot be paused. */
    NOT_ALLOWED,
    /** It renews on its usual day again: what was left of the running period when it was paused goes by. */
    KEEP_ANCHOR,
    /** The running period and every renewal after it move by the days that the pause lasted. */
    MOVE_ANCHOR
}
