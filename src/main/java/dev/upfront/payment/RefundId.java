package dev.upfront.payment;

import java.util.UUID;

/** Identifies a refund of a payment. */
public record RefundId(UUID value) {
    public static RefundId next() {
        return new RefundId(UUID.randomUUID());
    }

    public static RefundId of(String text) {
        return new RefundId(UUID.fromString(text));
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
