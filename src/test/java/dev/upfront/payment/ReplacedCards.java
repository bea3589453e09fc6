package dev.upfront.payment;

import dev.upfront.payment.stripe.CardSetup;
import dev.upfront.payment.stripe.SetupOrder;
import dev.upfront.payment.stripe.StripeReply;
import dev.upfront.payment.stripe.StripeSetup;
import dev.upfront.sandbox.Sandbox;
import dev.upfront.sandbox.stripe.StripeStandIn;
import java.time.Duration;
import java.time.InstantSource;
import java.util.UUID;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.transaction.support.TransactionTemplate;

/** Clients who give another card, without paying anything. */
public class ReplacedCards {

    private final Payments payments;
    private final Cards cards;
    private final Customers customers;
    private final StripeSetup setup;
    private final StripeStandIn stripe;
    private final InstantSource clock;
    private final TransactionTemplate transaction;

    ReplacedCards(Payments payments, Cards cards, Customers customers, StripeSetup setup, ObjectProvider<Sandbox> sandbox,
            ObjectProvider<StripeStandIn> stripe, TransactionTemplate transaction, InstantSource clock) {
        this.payments = payments;
        this.cards = cards;
        this.customers = customers;
        this.setup = setup;
        this.stripe = stripe.getIfAvailable(() -> sandbox.getObject().stripe());
        this.clock = clock;
        this.transaction = transaction;
    }

    /** Keeps that card in place of the one by which this payment was to be paid. */
    public void replace(PaymentId id, String number) {
        var payment = payments.payment(id);
        var key = UUID.randomUUID().toString();
        var open = (CardSetup.Open) given(setup.open(new SetupOrder("setup:" + key, key, customers.known(payment.subject().payer()).orElseThrow(), "https://upfront.example/me",
                null, clock.instant().plus(Duration.ofHours(1)))));
        stripe.payCheckout(open.session(), number);
        var kept = (CardSetup.Kept) given(setup.session(open.session()));
        transaction.executeWithoutResult(status -> cards.keep(payment.subject().payer(), payment.clientId(), kept.card(), clock.instant()));
    }

    private static CardSetup given(StripeReply<CardSetup> reply) {
        return ((StripeReply.Given<CardSetup>) reply).answer();
    }
}
