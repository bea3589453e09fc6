package dev.upfront.payment;

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
        return known(payment.subject().payer()).orElseGet(() -> create(payment));
    }

    Optional<String> known(UUID payer) {
        return database.sql("select stripe_customer from payment.customer where payer = :payer").param("payer", payer)
                .query(String.class).optional();
    }

    /**
     * Two tabs at once use one key, and Stripe refuses the second while the first runs: it then finds what the first made. The key changes by
     * the hour: an error inside Stripe would be replayed for a day, and a second customer costs nobody anything.
     */
    private String create(Payment payment) {
        for (int round = 0; round < ROUNDS; round++) {
            var now = clock.instant();
            var key = "customer:%s:%d".formatted(payment.subject().payer(), now.getEpochSecond() / HOUR);
            stripe.createCustomer(key, payment.clientId().toString(), clients.client(payment.clientId()).mail())
                    .ifPresent(created -> keep(payment, created, now));
            var customer = known(payment.subject().payer());
            if (customer.isPresent()) {
                return customer.get();
            }
            LockSupport.parkNanos(PAUSE.toNanos());
        }
        throw new StripeUnavailable("Making a customer at Stripe", payment.reference(), "no answer from Stripe");
    }

    private void keep(Payment payment, String customer, Instant now) {
        database.sql("insert into payment.customer (payer, stripe_customer, created_at) values (:payer, :customer, :now) on conflict do nothing")
                .param("payer", payment.subject().payer()).param("customer", customer).param("now", Timestamp.from(now)).update();
    }
}
