package dev.upfront.payment.stripe;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A Checkout Session that keeps a card for later charges and takes no money now. The same order gives the same request.
 *
 * @param attempt our id of this try: client_reference_id and metadata
 * @param successAddress where the browser goes afterwards; {CHECKOUT_SESSION_ID} is filled in by Stripe
 * @param cancelAddress where the browser goes when the client turns back
 * @param expiresAt at least 30 minutes and at most 24 hours from now: Stripe's rule
 */
public record SetupOrder(String idempotencyKey, String attempt, String customer, String successAddress, @Nullable String cancelAddress, Instant expiresAt) {
}
