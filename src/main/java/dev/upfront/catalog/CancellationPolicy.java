package dev.upfront.catalog;

import java.time.Duration;
import java.util.Locale;

/**
 * What cancelling, moving and not coming cost.
 *
 * @param freeUntil             how long before the start cancelling stops being free of charge
 * @param moveUntil             how long before the start a booking can no longer be moved
 * @param lateFeeBasisPoints    hundredths of a percent of the price that a later cancellation costs, 0 to 10000
 * @param noShowFeeBasisPoints  hundredths of a percent of the price that not coming costs, 0 to 10000
 */
public record CancellationPolicy(Duration freeUntil, Duration moveUntil, int lateFeeBasisPoints, int noShowFeeBasisPoints) {

    /** @throws IllegalArgumentException with a sentence for the person who typed it */
    public CancellationPolicy {
        Valid.that(!freeUntil.isNegative() && !moveUntil.isNegative(), "A cancellation limit lies before the start: it cannot be negative.");
        Valid.that(isShare(lateFeeBasisPoints) && isShare(noShowFeeBasisPoints), "A cancellation fee is between 0 % and 100 % of the price.");
    }

    /**
     * The policy for people, such as "Free to cancel or move until 24 hours before. Later, cancelling costs 50% of the price."
     *
     * @param locale how the numbers are written; the words are English
     */
    public String sentence(Locale locale) {
        return new PolicySentence(this, locale).text();
    }

    private static boolean isShare(int basisPoints) {
        return basisPoints >= 0 && basisPoints <= 10_000;
    }
}
