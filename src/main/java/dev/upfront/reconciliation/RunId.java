package dev.upfront.reconciliation;

import java.util.UUID;

/** Identity of one run. */
public record RunId(UUID value) {

    static RunId next() {
        return new RunId(UUID.randomUUID());
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
