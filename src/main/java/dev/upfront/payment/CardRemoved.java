package dev.upfront.payment;

/**
 * A client no longer lets us keep a card.
 *
 * @param paymentMethod Stripe's id of it
 */
public record CardRemoved(String paymentMethod) {
}
