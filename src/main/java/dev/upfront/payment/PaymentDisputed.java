package dev.upfront.payment;

import dev.upfront.client.ClientId;

/** Stripe told how a dispute about a payment stands: opened, answered, or over. Told inside the transaction that holds the payment's lock; may be no news. */
public record PaymentDisputed(PaymentId payment, ClientId client, Subject subject, DisputeFacts dispute) {
}
