package dev.upfront.payment;

import java.util.UUID;

/** A payment is no longer wanted, and was not paid. */
public record PaymentClosed(PaymentId paymentId, UUID subjectId) {
}
