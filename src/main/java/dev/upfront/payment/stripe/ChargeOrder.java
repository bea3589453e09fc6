package dev.upfront.payment.stripe;

import dev.upfront.money.Money;

/** A charge of a card on file without its holder. The same order gives the same request, so that its idempotency key can be sent again. */
public record ChargeOrder(String idempotencyKey, String attempt, String reference, String customer, String paymentMethod, Money amount,
                          String description) {
}
