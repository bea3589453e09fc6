package dev.upfront.payment.stripe;

import java.time.Instant;

/**
 * An event that Stripe told us, or should have.
 *
 * @param type such as payment_intent.succeeded
 * @param payload JSON as a webhook has it, apart from spaces
 */
public record ToldEvent(String id, String type, Instant created, String payload) {
}
