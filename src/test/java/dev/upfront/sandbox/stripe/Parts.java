package dev.upfront.sandbox.stripe;

import java.net.URI;
import java.time.InstantSource;
import java.util.function.Consumer;

/** The books and everything that writes in them. */
final class Parts {

    final Books books;
    final Webhooks webhooks;
    final Balance balance;
    final Payouts payouts;
    final PaymentMethods paymentMethods;
    final Issuer issuer;
    final Disputes disputes;
    final PaymentIntents paymentIntents;
    final SetupIntents setupIntents;
    final Refunds refunds;
    final CheckoutSessions sessions;
    final HostedCheckout checkout;
    final Routes routes = new Routes();

    /**
     * @param time         stands still during a step
     * @param run          a part of every id
     * @param acknowledged told the id of every event that needs no delivery any more
     */
    Parts(InstantSource time, String run, Agenda agenda, Switches switches, URI base, Consumer<String> acknowledged) {
        books = new Books(time, run);
        webhooks = new Webhooks(books, switches, acknowledged);
        balance = new Balance(books, agenda);
        payouts = new Payouts(books, webhooks, balance, agenda);
        paymentMethods = new PaymentMethods(books, webhooks);
        issuer = new Issuer(books, paymentMethods);
        disputes = new Disputes(books, webhooks, balance, paymentMethods, agenda);
        Customers customers = new Customers(books, paymentMethods);
        Charges charges = new Charges(books, webhooks, balance);
        paymentIntents = new PaymentIntents(books, webhooks, customers, paymentMethods, issuer, charges, disputes, base);
        setupIntents = new SetupIntents(books, webhooks, customers, paymentMethods, issuer, base);
        refunds = new Refunds(books, webhooks, paymentMethods, balance, agenda);
        sessions = new CheckoutSessions(books, webhooks, customers, paymentIntents, setupIntents, agenda, base);
        checkout = new HostedCheckout(books, webhooks, customers, paymentMethods, paymentIntents, setupIntents, sessions, base);
        customers.register(routes);
        paymentMethods.register(routes);
        charges.register(routes);
        paymentIntents.register(routes);
        setupIntents.register(routes);
        refunds.register(routes);
        sessions.register(routes);
        webhooks.register(routes);
        balance.register(routes);
        payouts.register(routes);
        disputes.register(routes);
        new EvidenceFiles(books).register(routes);
    }
}
