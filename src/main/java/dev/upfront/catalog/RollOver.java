package dev.upfront.catalog;

import org.jspecify.annotations.Nullable;

/**
 * Which credits that were not used in their period can still be used afterwards.
 *
 * @param atMost  how many credits of earlier periods a period can have; null for any number
 * @param periods for how many further periods a credit can be used; 0 for none
 */
public record RollOver(@Nullable Integer atMost, int periods) {

    /** @throws IllegalArgumentException with a sentence for the person who typed it */
    public RollOver {
        Valid.that(periods >= 0 && periods <= 120, "Credits roll over for 0 to 120 periods.");
        Valid.that(atMost == null || atMost >= 1 && atMost <= 1000, "Between 1 and 1000 credits roll over; leave it empty for any number.");
        Valid.that(periods > 0 || atMost == null, "If credits roll over, say for how many periods.");
    }

    /** What is not used in its period is gone. */
    public static RollOver none() {
        return new RollOver(null, 0);
    }
}
