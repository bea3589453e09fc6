package dev.upfront.client;

import java.util.UUID;

/** Identifies a client. */
public record ClientId(UUID value) {
    public static ClientId next() {
        return new ClientId(UUID.randomUUID());
    }

    public static ClientId of(String text) {
        return new ClientId(UUID.fromString(text));
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
