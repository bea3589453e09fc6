package dev.upfront.payment;

import dev.upfront.client.Clients;
import dev.upfront.payment.stripe.StripeGateway;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Each booking is a customer of its own at Stripe, made when first needed. Stripe's page may show the cards saved with a customer
 * (https://docs.stripe.com/payments/existing-customers); whoever typed somebody's mail address must not find that person's cards there.
 */
@Component
class Customers {

    private static final long HOUR = Duration.ofHours(1).toSeconds();

    private final JdbcClient database;
    private final Clients clients;
    private final StripeGateway stripe;
    private final InstantSource clock;

    Customers(JdbcClient database, Clients clients, StripeGateway stripe, InstantSource clock) {
        this.database = database;
        this.clients = clients;
        this.stripe = stripe;
        this.clock = clock;
    }

    /** Stripe's id of who pays. Calls Stripe if there is none yet. @throws StripeUnavailable if Stripe gives no answer */
    String of(Payment payment) {
        return known(payment.bookingId()).orElseGet(() -> create(payment));
    }

    Optional<String> known(UUID booking) {
        return database.sql("select stripe_customer from payment.customer where booking = :booking").param("booking", booking)
                .query(String.class).optional();
    }

    /** The key changes by the hour: an error inside Stripe would be replayed for a day, and a second customer costs nobody anything. */
    private String create(Payment payment) {
        var now = clock.instant();
        var key = "customer:%s:%d".formatted(payment.bookingId(), now.getEpochSecond() / HOUR);
        var created = stripe.createCustomer(key, payment.clientId().toString(), clients.client(payment.clientId()).mail())
                .orElseThrow(() -> new StripeUnavailable("Making a customer at Stripe", payment.reference(), "no answer from Stripe"));
        database.sql("insert into payment.customer (booking, stripe_customer, created_at) values (:booking, :customer, :now) on conflict do nothing")
                .param("booking", payment.bookingId()).param("customer", created).param("now", Timestamp.from(now)).update();
        return known(payment.bookingId()).orElseThrow();
    }
}
