package dev.upfront.retainer;

import java.util.UUID;

/** Identifies one period of a retainer; also what its payment is for. */
public record RetainerPeriodId(UUID value) {
    public static RetainerPeriodId next() {
        return new RetainerPeriodId(UUID.randomUUID());
    }

    public static RetainerPeriodId of(String text) {
        return new RetainerPeriodId(UUID.fromString(text));
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
