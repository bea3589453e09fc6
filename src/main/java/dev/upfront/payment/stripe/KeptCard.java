package dev.upfront.payment.stripe;

/**
 * A card that Stripe keeps for a customer.
 *
 * @param paymentMethod Stripe's id
 * @param brand such as visa
 */
public record KeptCard(String paymentMethod, String brand, String lastFour, int expiryMonth, int expiryYear) {
}
