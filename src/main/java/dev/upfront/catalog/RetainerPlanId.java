package dev.upfront.catalog;

import java.util.UUID;

/** Identifies a retainer plan: what clients can agree to pay for regularly. */
public record RetainerPlanId(UUID value) {
    public static RetainerPlanId next() {
        return new RetainerPlanId(UUID.randomUUID());
    }

    public static RetainerPlanId of(String text) {
        return new RetainerPlanId(UUID.fromString(text));
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
