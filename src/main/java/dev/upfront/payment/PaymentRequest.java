package dev.upfront.payment;

import dev.upfront.client.ClientId;
import dev.upfront.money.Money;

/**
 * A room's wish to have an amount collected.
 *
 * @param amount positive
 * @param description what the client reads on the pay page and in mails, such as "Deposit for Coaching, 26 November 2026"
 * @param keepCard whether the card is kept for later charges, by the client's consent
 */
public record PaymentRequest(Subject subject, ClientId clientId, Purpose purpose, Money amount, String description,
                             boolean keepCard) {

    public PaymentRequest {
        if (!amount.isPositive()) {
            throw new IllegalArgumentException("A payment of %s for %s cannot be collected".formatted(amount, subject.reference()));
        }
    }
}
