package dev.upfront.catalog;

import java.util.UUID;

/** Identifies an offering: what can be booked. */
public record OfferingId(UUID value) {
    public static OfferingId next() {
        return new OfferingId(UUID.randomUUID());
    }

    public static OfferingId of(String text) {
        return new OfferingId(UUID.fromString(text));
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
