package dev.upfront.ledger;

/** The lines of an entry do not add up to zero in each currency; nothing was written. */
public class UnbalancedEntry extends RuntimeException {
    UnbalancedEntry(String message) {
        super(message);
    }
}
