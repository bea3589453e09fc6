package dev.upfront.retainer;

/** The amounts or dates are other than those that were shown; nothing was done. */
public class QuoteChanged extends RuntimeException {
    QuoteChanged() {
        super("The amounts or dates have changed since they were shown. Nothing was done and nothing was charged; please look at them again.");
    }
}
