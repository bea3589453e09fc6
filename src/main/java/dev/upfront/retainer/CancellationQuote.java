package dev.upfront.retainer;

import dev.upfront.money.Money;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;

/**
 * What cancelling a retainer now means: shown before it is confirmed, and then done exactly so.
 *
 * @param endsAt its last moment; what was paid for can be used until then
 * @param charges the renewals that are still to come before that, because of notice and minimum term
 * @param owed what is being collected, or was not paid, of the periods that have begun
 */
public record CancellationQuote(Instant endsAt, List<Charge> charges, Money owed) {

    /** A renewal that is still charged. */
    public record Charge(Instant at, Money amount) {}

    public CancellationQuote {
        charges = List.copyOf(charges);
    }

    /** The quote as one short text: a page that shows it sends it back, so that nothing else is done than what was read there. */
    public String seen() {
        var renewals = charges.stream().map(charge -> "%d:%d".formatted(charge.at().getEpochSecond(), charge.amount().minor())).collect(Collectors.joining(","));
        return "%s %d %s".formatted(endsAt, owed.minor(), renewals).strip();
    }

    /** Everything that is still charged, what is owed already included. */
    public Money stillCharged() {
        return charges.stream().map(Charge::amount).reduce(owed, Money::plus);
    }
}
