package dev.upfront.payment;

import java.time.Instant;
import java.util.UUID;

/**
 * Staff decided about a payment that was not paid in time.
 *
 * @param deadline until when the client is asked again
 */
public record PaymentDecided(PaymentId paymentId, UUID subjectId, Decision decision, Instant deadline) {
}
