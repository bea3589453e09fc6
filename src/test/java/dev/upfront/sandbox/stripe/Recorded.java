package dev.upfront.sandbox.stripe;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * One object in the stand-in's books, read-only.
 *
 * @param amount         in the currency's minor unit; 0 for a customer
 * @param currency       lower case, as Stripe writes it; empty for a customer
 * @param status         Stripe's word; empty for a customer
 * @param customer       the customer's id
 * @param paymentIntent  the PaymentIntent that a charge or refund belongs to
 * @param idempotencyKey the key of the request that created it
 */
public record Recorded(String id, long amount, String currency, String status, Map<String, String> metadata,
                       Optional<String> customer, Optional<String> paymentIntent, Instant created,
                       Optional<String> idempotencyKey) {
}
