package dev.upfront.payment;

import java.util.UUID;

/** Identifies an attempt: one try to collect a payment. Stripe's idempotency keys are made of it. */
public record AttemptId(UUID value) {
    public static AttemptId next() {
        return new AttemptId(UUID.randomUUID());
    }

    public static AttemptId of(String text) {
        return new AttemptId(UUID.fromString(text));
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
