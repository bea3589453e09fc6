package dev.upfront.catalog;

/** When a client may change from a retainer plan to another. */
public enum ChangePolicy {
    /** From the next renewal on. */
    AT_RENEWAL,
    /** At once, when the other plan gives and costs more in the same rhythm, with the rest of the period prorated; or from the next renewal on. */
    NOW
}
