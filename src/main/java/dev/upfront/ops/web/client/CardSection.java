package dev.upfront.ops.web.client;

import dev.upfront.client.Client;
import dev.upfront.ops.web.Wording;
import dev.upfront.payment.Payments;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** The cards that the client let us keep. */
@Component
@Order(4)
class CardSection implements Section {

    private final Payments payments;

    CardSection(Payments payments) {
        this.payments = payments;
    }

    @Override
    public Panel of(Client client, Wording words) {
        return new Panel("Cards on file", payments.cardsOnFile(client.id()).stream()
                .map(card -> new Row(card.toString(), "until %d/%d".formatted(card.expiryMonth(), card.expiryYear()), null, null)).toList(),
                "None. A card is kept only by the client’s consent, when paying, and for what it was kept for.", null);
    }
}
