package dev.upfront.payment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpServer;
import dev.upfront.client.ClientId;
import dev.upfront.client.Clients;
import dev.upfront.money.Money;
import dev.upfront.notification.Letterhead;
import dev.upfront.sandbox.Breakage;
import dev.upfront.sandbox.MovableClock;
import dev.upfront.sandbox.stripe.Recorded;
import dev.upfront.sandbox.stripe.StripeStandIn;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.DynamicPropertyRegistrar;
import org.springframework.transaction.event.TransactionalEventListener;

/** What payments need around them: a Stripe stand-in whose webhooks reach the inbox, clients, and somebody who notes the events. */
@TestConfiguration(proxyBeanMethods = false)
public class PaymentWorld {

    public static final String GOOD_CARD = "4242424242424242";
    public static final String CARD_THAT_GOES_BAD = "4000000000000341";
    public static final String CARD_THAT_ALWAYS_ASKS = "4000002760003184";
    public static final String LOST_CARD = "4000000000009987";
    public static final String CARD_WHOSE_REFUNDS_ARE_SLOW = "4000000000007726";
    public static final String CARD_WHOSE_REFUNDS_FAIL = "4000000000005126";
    private static final String SECRET = "whsec_payments";

    @Bean
    StripeStandIn stripe(MovableClock clock) {
        return new StripeStandIn(clock);
    }

    @Bean
    DynamicPropertyRegistrar stripeSettings(StripeStandIn stripe) {
        return settings -> {
            settings.add("upfront.stripe.api-base", () -> stripe.baseUri().toString());
            settings.add("upfront.stripe.secret-key", () -> StripeStandIn.API_KEY);
            settings.add("upfront.stripe.webhook-secret", () -> SECRET);
        };
    }

    @Bean
    Supplier<Letterhead> letterhead() {
        return () -> new Letterhead("Lumen Coaching", "hello@lumen.example", "#2f6f5e", "#ffffff");
    }

    @Bean
    Heard heard() {
        return new Heard();
    }

    @Bean
    Town town(Payments payments, Collecting collecting, Clients clients, StripeStandIn stripe, JdbcClient database, Heard heard) {
        return new Town(payments, collecting, clients, stripe, database, heard);
    }

    /** Where the stand-in's webhooks arrive. */
    @Bean(destroyMethod = "close")
    Mailslot mailslot(StripeInbox inbox, StripeStandIn stripe) throws IOException {
        return new Mailslot(inbox, stripe);
    }

    /** Notes what the room tells others. */
    static class Heard {
        private final List<Object> events = new CopyOnWriteArrayList<>();

        @TransactionalEventListener
        void note(PaymentPaid event) {
            events.add(event);
        }

        @TransactionalEventListener
        void note(CardKept event) {
            events.add(event);
        }

        @TransactionalEventListener
        void note(CardEnded event) {
            events.add(event);
        }

        @TransactionalEventListener
        void note(RefundRequested event) {
            events.add(event);
        }

        long cardsKept(UUID payer) {
            return events.stream().filter(event -> event instanceof CardKept kept && kept.payer().equals(payer)).count();
        }

        long cardsEnded(UUID payer) {
            return events.stream().filter(event -> event instanceof CardEnded ended && ended.payer().equals(payer)).count();
        }

        long refundsRequested(RefundId id) {
            return events.stream().filter(event -> event instanceof RefundRequested requested && requested.refundId().equals(id)).count();
        }

        long paid(PaymentId id) {
            return events.stream().filter(event -> event instanceof PaymentPaid paid && paid.paymentId().equals(id)).count();
        }
    }

    static class Mailslot implements AutoCloseable {
        private final HttpServer server;

        Mailslot(StripeInbox inbox, StripeStandIn stripe) throws IOException {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            server.createContext("/", exchange -> {
                try (exchange) {
                    var body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
                    var receipt = inbox.receive(body, exchange.getRequestHeaders().getFirst("Stripe-Signature"));
                    exchange.sendResponseHeaders(receipt == StripeInbox.Receipt.KEPT ? 200 : 400, -1);
                }
            });
            server.start();
            stripe.sendWebhooksTo(URI.create("http://127.0.0.1:" + server.getAddress().getPort()), SECRET);
        }

        @Override
        public void close() {
            server.stop(0);
        }
    }

    /** People and debts. */
    public static class Town {
        static final URI RETURN = URI.create("https://upfront.example/s/secret");

        private final Payments payments;
        private final Collecting collecting;
        private final Clients clients;
        private final StripeStandIn stripe;
        private final JdbcClient database;
        private final Heard heard;

        Town(Payments payments, Collecting collecting, Clients clients, StripeStandIn stripe, JdbcClient database, Heard heard) {
            this.payments = payments;
            this.collecting = collecting;
            this.clients = clients;
            this.stripe = stripe;
            this.database = database;
            this.heard = heard;
        }

        public ClientId newClient() {
            return clients.register("Mira Test", UUID.randomUUID() + "@client.example", null, ZoneId.of("Europe/Berlin"), Locale.UK).id();
        }

        public PaymentId deposit() {
            return owed(newClient(), UUID.randomUUID(), Purpose.DEPOSIT, Money.of(4_000, "EUR"));
        }

        public PaymentId owed(ClientId client, UUID booking, Purpose purpose, Money amount) {
            return payments.request(new PaymentRequest(Subject.booking(booking, "UP-" + booking.toString().substring(0, 6)), client, purpose, amount, "Coaching session", true));
        }

        /** A balance of EUR 80.00, owed by a client whose card was kept when the deposit was paid. */
        public PaymentId balanceOfClientWithCard(String card) {
            return balanceOf(newClient(), card);
        }

        /** Another such balance of that client, for another booking. */
        public PaymentId balanceOf(ClientId client, String card) {
            var booking = UUID.randomUUID();
            pay(owed(client, booking, Purpose.DEPOSIT, Money.of(4_000, "EUR")), GOOD_CARD);
            if (!card.equals(GOOD_CARD)) {
                stripe.cardsOnFileBecome(customer(booking), card);
            }
            return owed(client, booking, Purpose.BALANCE, Money.of(8_000, "EUR"));
        }

        public String customer(UUID booking) {
            return database.sql("select stripe_customer from payment.customer where payer = :booking").param("booking", booking)
                    .query(String.class).single();
        }

        /** Pays on Stripe's page and comes back. */
        public void pay(PaymentId id, String card) {
            var session = openSession(id);
            stripe.payCheckout(session, card);
            payments.returnFromCheckout(session);
            assertThat(payments.payment(id).status()).isEqualTo(PaymentStatus.PAID);
        }

        /** Opens the pay page. @return the session's id, which the page's address ends with */
        public String openSession(PaymentId id) {
            return session(payments.openCheckout(id, RETURN));
        }

        public static String session(CheckoutPage page) {
            var address = ((CheckoutPage.Ready) page).address().toString();
            return address.substring(address.lastIndexOf('/') + 1);
        }

        /** The charges at Stripe that moved money for this payment. */
        public List<Recorded> charges(PaymentId id) {
            return stripe.chargesSucceeded("upfront_payment", payments.payment(id).reference());
        }

        /** Everything that was tried at Stripe for this payment, declines included. */
        public List<Recorded> tries(PaymentId id) {
            var reference = payments.payment(id).reference();
            return stripe.charges().stream().filter(charge -> reference.equals(charge.metadata().get("upfront_payment"))).toList();
        }

        public List<Recorded> refundsAtStripe(PaymentId id) {
            var intents = charges(id).stream().map(charge -> charge.paymentIntent().orElseThrow()).toList();
            return stripe.refunds().stream().filter(refund -> intents.contains(refund.paymentIntent().orElse(""))).toList();
        }

        /** What must be true of a payment that was paid once, whatever happened on the way. */
        public void assertPaidExactlyOnce(PaymentId id) {
            var payment = payments.payment(id);
            assertThat(payment.status()).isEqualTo(PaymentStatus.PAID);
            assertThat(payment.collected()).isEqualTo(payment.amount());
            assertThat(charges(id)).singleElement().satisfies(charge -> assertThat(charge.amount()).isEqualTo(payment.amount().minor()));
            await().until(() -> heard.paid(id) > 0); // told right after the commit, which is seen a moment earlier
            assertThat(heard.paid(id)).as("told once").isOne();
            assertThat(entries("payment.collected", payment.subject().id(), payment.amount())).as("in the ledger once").isOne();
        }

        public long entries(String cause, UUID booking, Money debit) {
            return database.sql("""
                            select count(*) from ledger.entry e join ledger.line l on l.entry = e.number
                            where e.cause = :cause and l.subject = :booking and l.amount_minor = :amount and l.currency = :currency""")
                    .param("cause", cause).param("booking", booking).param("amount", debit.minor()).param("currency", debit.currency().getCurrencyCode())
                    .query(Long.class).single();
        }

        public void awaitStatus(PaymentId id, PaymentStatus status) {
            await().until(() -> payments.payment(id).status() == status);
        }

        public Breakage refusing(String table, String when) {
            return Breakage.refusing(database, table, when);
        }

        /** Waits until every event that was delivered is processed. */
        public void awaitInboxDone() {
            await().until(this::inboxIsDone);
        }

        boolean inboxIsDone() {
            return stripe.webhooksUnderWay() == 0
                    && database.sql("select count(*) from payment.stripe_event where processed_at is null").query(Long.class).single() == 0;
        }
    }
}
