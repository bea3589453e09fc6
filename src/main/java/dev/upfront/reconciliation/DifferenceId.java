package dev.upfront.reconciliation;

import java.util.UUID;

/** Identity of a difference. */
public record DifferenceId(UUID value) {

    static DifferenceId next() {
        return new DifferenceId(UUID.randomUUID());
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
