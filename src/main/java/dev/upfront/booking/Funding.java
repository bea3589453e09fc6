package dev.upfront.booking;

/** Whether it is settled what pays for a session. */
public enum Funding {
    /** Money or a credit. */
    FUNDED,
    /** A credit of a period that is still to be paid: it waits for the renewal. */
    UNFUNDED,
    /** It took place and no credit ever came: its price is a payment of its own. */
    BILLED
}
