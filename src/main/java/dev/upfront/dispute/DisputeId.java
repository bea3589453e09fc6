package dev.upfront.dispute;

import java.util.UUID;

/** Identifies a dispute; also the key of its process. */
public record DisputeId(UUID value) {
    public static DisputeId next() {
        return new DisputeId(UUID.randomUUID());
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
