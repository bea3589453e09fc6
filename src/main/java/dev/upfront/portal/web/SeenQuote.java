package dev.upfront.portal.web;

import dev.upfront.booking.CancellationQuote;
import dev.upfront.money.Money;
import java.util.Currency;
import java.util.Optional;
import java.util.regex.Pattern;

/** The amounts a client read before confirming, on their way through the page: minor units in the order of {@link CancellationQuote}. */
final class SeenQuote {

    private static final Pattern SHAPE = Pattern.compile("\\d{1,15}(:\\d{1,15}){4}");

    private SeenQuote() {}

    static String write(CancellationQuote quote) {
        return "%d:%d:%d:%d:%d".formatted(quote.paid().minor(), quote.fee().minor(), quote.kept().minor(), quote.refund().minor(), quote.feeDue().minor());
    }

    /** Nothing when it was tampered with beyond recognition; other amounts are refused by the booking room. */
    static Optional<CancellationQuote> read(String seen, Currency currency) {
        if (!SHAPE.matcher(seen).matches()) {
            return Optional.empty();
        }
        var amounts = Pattern.compile(":").splitAsStream(seen).map(minor -> new Money(Long.parseLong(minor), currency)).toList();
        return Optional.of(new CancellationQuote(amounts.get(0), amounts.get(1), amounts.get(2), amounts.get(3), amounts.get(4)));
    }
}
