package dev.upfront.credits;

import dev.upfront.money.Money;
import java.util.Currency;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What refunding the unused part of a lot means: shown before it is confirmed, and then done exactly so.
 *
 * @param credits how many are taken back: the free ones
 * @param held how many stay with booked sessions
 * @param amount what goes back
 */
public record RefundQuote(int credits, int held, Money amount) {

    private static final Pattern SEEN = Pattern.compile("(\\d{1,9}):(\\d{1,9}):(\\d{1,15})");

    /** The quote as one short text: a page that shows it sends it back, so that nothing else is done than what was read there. */
    public String seen() {
        return "%d:%d:%d".formatted(credits, held, amount.minor());
    }

    /** What {@link #seen} wrote; nothing when it was tampered with beyond recognition. Other amounts are refused when they are agreed to. */
    public static Optional<RefundQuote> read(String seen, Currency currency) {
        var parts = SEEN.matcher(seen);
        return parts.matches()
                ? Optional.of(new RefundQuote(Integer.parseInt(parts.group(1)), Integer.parseInt(parts.group(2)), new Money(Long.parseLong(parts.group(3)), currency)))
                : Optional.empty();
    }
}
