package dev.upfront.payment;

import java.util.UUID;

/** Stripe has said how a refund ended: SUCCEEDED or FAILED. */
public record RefundSettled(RefundId refundId, PaymentId paymentId, UUID subjectId, RefundStatus status) {
}
