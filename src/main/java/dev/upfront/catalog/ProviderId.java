package dev.upfront.catalog;

import java.util.UUID;

/** Identifies a provider: the person who gives sessions. */
public record ProviderId(UUID value) {
    public static ProviderId next() {
        return new ProviderId(UUID.randomUUID());
    }

    public static ProviderId of(String text) {
        return new ProviderId(UUID.fromString(text));
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
