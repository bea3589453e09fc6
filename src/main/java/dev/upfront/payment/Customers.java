package dev.upfront.payment;

import dev.upfront.client.ClientId;
import dev.upfront.client.Clients;
import dev.upfront.payment.stripe.StripeGateway;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Each payer, see {@link Subject}, is a customer of its own at Stripe, made when first needed. Stripe's page may show the cards saved with a customer
 * (https://docs.stripe.com/payments/existing-customers); whoever typed somebody's mail address must not find that person's cards there.
 */
@Component
class Customers {

    private static final long HOUR = Duration.ofHours(1).toSeconds();
    private static final int ROUNDS = 4;
    private static final Duration PAUSE = Duration.ofMillis(150);

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
        return of(payment.subject().payer(), payment.clientId(), payment.reference());
    }

    /** The same, where nothing is paid. @param reference of what it is for, for people */
    String of(UUID payer, ClientId client, String reference) {
        return known(payer).orElseGet(() -> create(payer, client, reference));
    }

    Optional<String> known(UUID payer) {
        return database.sql("select stripe_customer from payment.customer where payer = :payer").param("payer", payer)
                .query(String.class).optional();
    }

    /**
     * Two tabs at once use one key, and Stripe refuses the second while the first runs: it then finds what the first made. The key changes by
     * the hour: an error inside Stripe would be replayed for a day, and a second customer costs nobody anything.
     */
    private String create(UUID payer, ClientId client, String reference) {
        for (int round = 0; round < ROUNDS; round++) {
            var now = clock.instant();
            var key = "customer:%s:%d".formatted(payer, now.getEpochSecond() / HOUR);
            stripe.createCustomer(key, client.toString(), clients.client(client).mail()).ifPresent(created -> keep(payer, created, now));
            var customer = known(payer);
            if (customer.isPresent()) {
                return customer.get();
            }
            LockSupport.parkNanos(PAUSE.toNanos());
        }
        throw new StripeUnavailable("Making a customer at Stripe", reference, "no answer from Stripe");
    }

    private void keep(UUID payer, String customer, Instant now) {
        database.sql("insert into payment.customer (payer, stripe_customer, created_at) values (:payer, :customer, :now) on conflict do nothing")
                .param("payer", payer).param("customer", customer).param("now", Timestamp.from(now)).update();
    }
}
