package dev.upfront.payment;

import java.util.Map;

/**
 * What is handed in against a dispute.
 *
 * @param texts what Stripe shows the bank in words; empty texts are left out
 * @param pack everything on paper, as PDF of at most 5 MB
 */
public record DisputeEvidence(Map<Text, String> texts, byte[] pack) {

    /** What a text is about. */
    public enum Text {
        CUSTOMER_NAME, CUSTOMER_EMAIL_ADDRESS, CUSTOMER_PURCHASE_IP, PRODUCT_DESCRIPTION, SERVICE_DATE, ACCESS_ACTIVITY_LOG, CANCELLATION_POLICY_DISCLOSURE,
        CANCELLATION_REBUTTAL, REFUND_POLICY_DISCLOSURE, REFUND_REFUSAL_EXPLANATION,
        /** The practice's own words. */
        UNCATEGORIZED_TEXT
    }
}
