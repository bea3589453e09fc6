package dev.upfront.booking;

/** The amounts are other than those that were shown; nothing was done. */
public class QuoteChanged extends RuntimeException {
    private final transient CancellationQuote quote;

    QuoteChanged(CancellationQuote quote) {
        super("The amounts have changed since they were shown. Nothing was cancelled; please look at them again.");
        this.quote = quote;
    }

    public CancellationQuote quote() {
        return quote;
    }
}
