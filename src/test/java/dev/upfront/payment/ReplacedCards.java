package dev.upfront.payment;

import dev.upfront.payment.stripe.CardSetup;
import dev.upfront.payment.stripe.SetupOrder;
import dev.upfront.payment.stripe.StripeReply;
import dev.upfront.payment.stripe.StripeSetup;
import dev.upfront.sandbox.Sandbox;
import java.time.Duration;
import java.util.UUID;
import org.springframework.transaction.support.TransactionTemplate;

/** Clients who give another card, without paying anything. */
public class ReplacedCards {

    private final Payments payments;
    private final Cards cards;
    private final Customers customers;
    private final StripeSetup setup;
    private final Sandbox sandbox;
    private final TransactionTemplate transaction;

    ReplacedCards(Payments payments, Cards cards, Customers customers, StripeSetup setup, Sandbox sandbox, TransactionTemplate transaction) {
        this.payments = payments;
        this.cards = cards;
        this.customers = customers;
        this.setup = setup;
        this.sandbox = sandbox;
        this.transaction = transaction;
    }

    /** Keeps that card in place of the one by which this payment was to be paid. */
    public void replace(PaymentId id, String number) {
        var payment = payments.payment(id);
        var key = UUID.randomUUID().toString();
        var open = (CardSetup.Open) given(setup.open(new SetupOrder("setup:" + key, key, customers.known(payment.subject().payer()).orElseThrow(), "https://upfront.example/me",
                null, sandbox.clock().instant().plus(Duration.ofHours(1)))));
        sandbox.stripe().payCheckout(open.session(), number);
        var kept = (CardSetup.Kept) given(setup.session(open.session()));
        transaction.executeWithoutResult(status -> cards.keep(payment.subject().payer(), payment.clientId(), kept.card(), sandbox.clock().instant()));
    }

    private static CardSetup given(StripeReply<CardSetup> reply) {
        return ((StripeReply.Given<CardSetup>) reply).answer();
    }
}
