package dev.upfront.retainer;

import java.util.UUID;

/** Identifies a standing agreement; also the key of its process, and who pays for all of its periods. */
public record RetainerId(UUID value) {
    public static RetainerId next() {
        return new RetainerId(UUID.randomUUID());
    }

    public static RetainerId of(String text) {
        return new RetainerId(UUID.fromString(text));
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
