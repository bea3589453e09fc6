package dev.upfront.payment;

import java.util.UUID;

/** Staff decided about a refund that failed. */
public record RefundDecided(RefundId refundId, UUID subjectId, RefundDecision decision) {
}
