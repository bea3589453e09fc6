package dev.upfront.payment;

import dev.upfront.client.ClientId;
import dev.upfront.client.Clients;
import dev.upfront.payment.stripe.StripeGateway;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Each client is one customer at Stripe, made when first needed. */
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

    /** Stripe's id of the client. Calls Stripe if there is none yet. @throws StripeUnavailable if Stripe gives no answer */
    String of(ClientId client) {
        return known(client).orElseGet(() -> create(client));
    }

    Optional<String> known(ClientId client) {
        return database.sql("select stripe_customer from payment.customer where client = :client").param("client", client.value())
                .query(String.class).optional();
    }

    /** The key changes by the hour: an error inside Stripe would be replayed for a day, and a second customer costs nobody anything. */
    private String create(ClientId client) {
        var now = clock.instant();
        var key = "customer:%s:%d".formatted(client, now.getEpochSecond() / HOUR);
        var created = stripe.createCustomer(key, client.toString(), clients.client(client).mail())
                .orElseThrow(() -> new StripeUnavailable("Making a customer at Stripe", "client " + client, "no answer from Stripe"));
        database.sql("insert into payment.customer (client, stripe_customer, created_at) values (:client, :customer, :now) on conflict do nothing")
                .param("client", client.value()).param("customer", created).param("now", Timestamp.from(now)).update();
        return known(client).orElseThrow();
    }
}
