package dev.upfront.payment.stripe;

import dev.upfront.money.Money;
import dev.upfront.sandbox.MovableClock;
import dev.upfront.sandbox.stripe.StripeStandIn;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Instant;
import java.util.Optional;

/** The stand-in for Stripe and the way to it, without the rest of the application. */
final class StripeWorld implements AutoCloseable {

    static final String GOOD = "4242424242424242";

    final MovableClock clock = MovableClock.standingAt(Instant.parse("2026-03-02T09:00:00Z"));
    final StripeStandIn standIn = new StripeStandIn(clock);
    final StripeGateway gateway;
    final StripeBalance balance;
    final StripeDisputes disputes;
    final StripeEvents events;
    final StripeSetup setup;
    private int count;

    StripeWorld() {
        var settings = new StripeSettings(standIn.baseUri(), StripeStandIn.API_KEY, "whsec_unused");
        var metrics = new StripeMetrics(new SimpleMeterRegistry());
        var connection = new StripeConnection(settings, metrics);
        gateway = new StripeGateway(settings, metrics);
        balance = new StripeBalance(connection);
        disputes = new StripeDisputes(connection);
        events = new StripeEvents(connection);
        setup = new StripeSetup(connection);
    }

    String customer() {
        return gateway.createCustomer("customer:" + ++count, "client-" + count, "ada@client.example").orElseThrow();
    }

    /** A setup page of the customer that nobody has been at yet. */
    CardSetup.Open openSetup(String customer, String attempt) {
        return (CardSetup.Open) given(setup.open(order(customer, attempt)));
    }

    SetupOrder order(String customer, String attempt) {
        return new SetupOrder("setup:" + attempt, attempt, customer, "https://upfront.example/card?session={CHECKOUT_SESSION_ID}", null,
                clock.instant().plusSeconds(3_600));
    }

    /** A good card on the customer's file, put there on a setup page. */
    KeptCard card(String customer) {
        var open = openSetup(customer, "card-" + ++count);
        standIn.payCheckout(open.session(), GOOD);
        return ((CardSetup.Kept) given(setup.session(open.session()))).card();
    }

    /** A charge that succeeds; gives its PaymentIntent. */
    String charged(String customer, KeptCard card, long minor) {
        var answer = gateway.charge(new ChargeOrder("charge:" + ++count, "attempt-" + count, "PAY-" + count, customer, card.paymentMethod(),
                Money.of(minor, "EUR"), "Retainer"));
        return ((StripeAnswer.Collected) answer).intent();
    }

    /** The charge of that PaymentIntent. */
    String chargeOf(String intent) {
        return standIn.chargesSucceeded().stream().filter(charge -> charge.paymentIntent().equals(Optional.of(intent))).findFirst().orElseThrow().id();
    }

    static <A> A given(StripeReply<A> reply) {
        if (reply instanceof StripeReply.Given<A>(A answer)) {
            return answer;
        }
        throw new AssertionError("Stripe gave no answer: " + reply);
    }

    @Override
    public void close() {
        standIn.close();
    }
}
