package dev.upfront.payment;

import java.util.UUID;

/** A refund is wanted, or has failed after it had succeeded: its process is to run. */
public record RefundRequested(RefundId refundId, PaymentId paymentId, UUID subjectId) {
}
