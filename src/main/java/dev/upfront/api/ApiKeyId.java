package dev.upfront.api;

import java.util.UUID;

/** Identifies an API key; not the key itself. */
public record ApiKeyId(UUID value) {
    public static ApiKeyId next() {
        return new ApiKeyId(UUID.randomUUID());
    }

    public static ApiKeyId of(String text) {
        return new ApiKeyId(UUID.fromString(text));
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
