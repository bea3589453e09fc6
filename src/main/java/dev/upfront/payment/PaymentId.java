package dev.upfront.payment;

import java.util.UUID;

/** Identifies a payment: one amount owed by one client for one reason. */
public record PaymentId(UUID value) {
    public static PaymentId next() {
        return new PaymentId(UUID.randomUUID());
    }

    public static PaymentId of(String text) {
        return new PaymentId(UUID.fromString(text));
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
