package dev.upfront.payment.stripe;

import java.util.Locale;

/** What evidence may say, by Stripe's names: https://docs.stripe.com/api/disputes/update. */
public enum EvidenceField {
    CUSTOMER_NAME, CUSTOMER_EMAIL_ADDRESS, CUSTOMER_PURCHASE_IP, PRODUCT_DESCRIPTION, SERVICE_DATE, ACCESS_ACTIVITY_LOG, CANCELLATION_POLICY_DISCLOSURE,
    CANCELLATION_REBUTTAL, REFUND_POLICY_DISCLOSURE, REFUND_REFUSAL_EXPLANATION, UNCATEGORIZED_TEXT,
    // the rest take the id of an uploaded file
    SERVICE_DOCUMENTATION, CUSTOMER_SIGNATURE, CUSTOMER_COMMUNICATION, CANCELLATION_POLICY, REFUND_POLICY, RECEIPT, UNCATEGORIZED_FILE;

    String stripeName() {
        return name().toLowerCase(Locale.ROOT);
    }
}
