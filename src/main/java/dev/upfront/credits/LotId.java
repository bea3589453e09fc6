package dev.upfront.credits;

import java.util.UUID;

/** Identifies a credit lot. */
public record LotId(UUID value) {

    public static LotId next() {
        return new LotId(UUID.randomUUID());
    }

    public static LotId of(String text) {
        return new LotId(UUID.fromString(text));
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
