package dev.upfront.payment;

import java.util.UUID;

/** Staff gave a payment up. */
public record PaymentWrittenOff(PaymentId paymentId, UUID subjectId) {
}
