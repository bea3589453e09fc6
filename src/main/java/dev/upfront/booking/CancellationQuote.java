package dev.upfront.booking;

import dev.upfront.money.Money;
import java.util.Currency;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What ending a booking means in money, by its copied policy: shown before it is confirmed, and then done exactly so.
 *
 * @param paid what the client has paid and not got back
 * @param fee what the policy asks; what no card can be charged, being too little, is let go
 * @param kept the part of the fee that is taken from what was paid
 * @param refund what goes back
 * @param feeDue the part of the fee that is still to be paid
 * @param creditUsed whether the credit that pays for the session is used up; it goes back to its lot otherwise. False when no credit pays for it
 */
public record CancellationQuote(Money paid, Money fee, Money kept, Money refund, Money feeDue, boolean creditUsed) {

    private static final Pattern SEEN = Pattern.compile("\\d{1,15}(:\\d{1,15}){4}:[01]");

    /** Where no credit is used. */
    public CancellationQuote(Money paid, Money fee, Money kept, Money refund, Money feeDue) {
        this(paid, fee, kept, refund, feeDue, false);
    }

    static CancellationQuote of(Money paid, Money fee, boolean creditUsed) {
        var kept = paid.min(fee);
        var due = fee.minus(kept);
        return due.isZero() || due.isLargeEnoughToCharge()
                ? new CancellationQuote(paid, fee, kept, paid.minus(kept), due, creditUsed)
                : new CancellationQuote(paid, kept, kept, paid.minus(kept), Money.zero(fee.currency()), creditUsed);
    }

    /** The quote as one short text: a page that shows it sends it back, so that nothing else is done than what was read there. */
    public String seen() {
        return "%d:%d:%d:%d:%d:%d".formatted(paid.minor(), fee.minor(), kept.minor(), refund.minor(), feeDue.minor(), creditUsed ? 1 : 0);
    }

    /** What {@link #seen} wrote; nothing when it was tampered with beyond recognition. Other amounts are refused when they are agreed to. */
    public static Optional<CancellationQuote> read(String seen, Currency currency) {
        if (!SEEN.matcher(seen).matches()) {
            return Optional.empty();
        }
        var numbers = Pattern.compile(":").splitAsStream(seen).map(Long::valueOf).toList();
        var amounts = numbers.stream().map(minor -> new Money(minor, currency)).toList();
        return Optional.of(new CancellationQuote(amounts.get(0), amounts.get(1), amounts.get(2), amounts.get(3), amounts.get(4), numbers.get(5) == 1));
    }
}
