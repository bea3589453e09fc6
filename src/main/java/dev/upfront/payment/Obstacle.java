package dev.upfront.payment;

/** Why the card on file does not pay what is owed. */
public enum Obstacle {
    /** No card is kept: none was, or its holder took it back. */
    NO_CARD,
    /** The card must never be charged again: lost, stolen, closed, revoked. */
    HARD_DECLINE,
    /** The bank wants the holder to confirm the payment. */
    AUTHENTICATION,
    /** There was not enough money on it. */
    INSUFFICIENT_FUNDS,
    /** Declined for another reason, which may pass. */
    SOFT_DECLINE
}
