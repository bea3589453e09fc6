package dev.upfront.payment;

import java.util.UUID;

/** The whole amount of a payment was collected. */
public record PaymentPaid(PaymentId paymentId, UUID subjectId) {
}
