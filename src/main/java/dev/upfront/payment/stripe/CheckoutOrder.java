package dev.upfront.payment.stripe;

import dev.upfront.money.Money;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A Checkout Session to be opened. The same order gives the same request, so that its idempotency key can be sent again.
 *
 * @param attempt our id: client_reference_id and metadata
 * @param reference the payment's reference: metadata
 * @param cancelAddress where the browser goes when the client turns back
 * @param successAddress where the browser goes after paying; {CHECKOUT_SESSION_ID} is filled in by Stripe
 * @param expiresAt at least 30 minutes and at most 24 hours from now: Stripe's rule
 */
public record CheckoutOrder(String idempotencyKey, String attempt, String reference, String customer, Money amount, String description,
                            boolean keepCard, String successAddress, @Nullable String cancelAddress, Instant expiresAt) {
}
