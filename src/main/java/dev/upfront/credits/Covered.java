package dev.upfront.credits;

import dev.upfront.catalog.OfferingId;

/**
 * What one credit pays for.
 *
 * @param surchargeMinor what is paid on top of the credit, in minor units of the lot's currency; 0 when the credit covers the whole session
 */
public record Covered(OfferingId offering, long surchargeMinor) {

    public Covered {
        if (surchargeMinor < 0) {
            throw new IllegalArgumentException("A surcharge can't be less than nothing.");
        }
    }
}
