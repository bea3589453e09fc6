package dev.upfront.payment;

import dev.upfront.client.ClientId;
import java.time.InstantSource;
import java.util.List;
import java.util.UUID;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** One client's side of the payments: what they owe and paid, what went back, and the cards they let us keep. */
@Service
@Transactional
public class ClientPayments {

    /**
     * A card, and for whom it is kept.
     *
     * @param payer see {@link Subject}
     */
    public record Kept(UUID payer, CardOnFile card) {
    }

    private final PaymentRepository payments;
    private final RefundRepository refunds;
    private final Cards cards;
    private final ApplicationEventPublisher events;
    private final InstantSource clock;

    ClientPayments(PaymentRepository payments, RefundRepository refunds, Cards cards, ApplicationEventPublisher events, InstantSource clock) {
        this.payments = payments;
        this.refunds = refunds;
        this.cards = cards;
        this.events = events;
        this.clock = clock;
    }

    /** Whatever they are for, oldest first. */
    @Transactional(readOnly = true)
    public List<Payment> of(ClientId client) {
        return payments.findByClientOrderByCreatedAt(client);
    }

    /** Oldest first. */
    @Transactional(readOnly = true)
    public List<Refund> refunds(ClientId client) {
        return refunds.findByClientOrderByCreatedAt(client);
    }

    /** Every card that is kept, latest first; the same one as often as it is kept. */
    @Transactional(readOnly = true)
    public List<Kept> cards(ClientId client) {
        return cards.keptBy(client);
    }

    /**
     * Stops keeping a card, for whatever the client had let us keep it. A charge that has begun goes on; none begins any more, so that what is owed later is
     * asked for by a link. Stripe is told afterwards. A repeat changes nothing.
     */
    public void removeCard(ClientId client, CardOnFile card) {
        payments.lockOfClient(client); // a charge either has begun by now, or finds no card
        cards.keptBy(client).stream().filter(kept -> kept.card().equals(card))
                .forEach(kept -> events.publishEvent(new CardRemoved(cards.remove(kept.payer(), clock.instant()), kept.payer(), client)));
    }
}
