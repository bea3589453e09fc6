package dev.upfront.packages;

import dev.upfront.credits.RefundQuote;

/** The amounts are others than those that were shown; nothing was done. */
public class QuoteChanged extends RuntimeException {

    private final transient RefundQuote quote;

    QuoteChanged(RefundQuote quote) {
        super("The amounts have changed meanwhile; nothing was done. Please look at them again.");
        this.quote = quote;
    }

    /** What it is now. */
    public RefundQuote quote() {
        return quote;
    }
}
