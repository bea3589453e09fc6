package dev.upfront.sandbox.stripe;

import com.sun.net.httpserver.HttpServer;
import dev.upfront.sandbox.MovableClock;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A stand-in for Stripe: an HTTP server on 127.0.0.1 with state, test cards, hosted pages, signed webhooks, idempotency
 * keys and switches that make calls and webhooks fail. The application knows nothing of it but {@link #baseUri()}.
 */
public final class StripeStandIn implements AutoCloseable {

    /** The API key that is accepted unless another is named. */
    public static final String API_KEY = "sk_test_standin";
    private static final Duration TICK = Duration.ofMillis(100);
    private static final String RUN = "run";
    private static final String PAID = "paid";
    private static final String AUTHENTICATED = "authenticated";
    private static final String BECAME = "became";
    private static final String SETTLED = "settled";
    private static final String SETTLE_AFTER = "settle-after";
    private static final String ADVANCED = "advanced";
    private static final String ACKNOWLEDGED = "acknowledged";

    private final InstantSource clock;
    private final Switches switches = new Switches();
    private final Routes routes = new Routes();
    private final HttpServer server;
    private final URI base;
    private final Books books;
    private final Webhooks webhooks;
    private final PaymentMethods paymentMethods;
    private final Refunds refunds;
    private final CheckoutSessions sessions;
    private final HostedCheckout checkout;
    private final Steps steps;
    private final ApiHandler api;
    private final HostedPages pages;
    private final @Nullable Journal journal;
    private final ExecutorService requests = Executors.newVirtualThreadPerTaskExecutor();
    private final ScheduledExecutorService ticks = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("stripe-stand-in-clock").factory());

    /** Starts on a free port with the key {@link #API_KEY}. */
    public StripeStandIn(InstantSource clock) {
        this(0, clock, API_KEY);
    }

    /**
     * Starts.
     *
     * @param port   the port on 127.0.0.1; 0 takes a free one
     * @param clock  gives every time the stand-in writes: created, expires_at, signatures, the age of idempotency keys
     * @param apiKey the secret key that calls must bear
     */
    public StripeStandIn(int port, InstantSource clock, String apiKey) {
        this(port, clock, apiKey, null);
    }

    /**
     * Starts with the books of earlier starts: what it once answered is never forgotten, not even when its process is killed. Webhooks that
     * were not acknowledged are sent again. Switches and held webhooks are not kept.
     *
     * @param journal the file that keeps them; made when it does not exist
     */
    public static StripeStandIn lasting(int port, InstantSource clock, String apiKey, Path journal) {
        return new StripeStandIn(port, clock, apiKey, Journal.at(journal));
    }

    private StripeStandIn(int port, InstantSource clock, String apiKey, @Nullable Journal journal) {
        this.clock = clock;
        this.journal = journal;
        server = listening(port);
        base = URI.create("http://127.0.0.1:" + server.getAddress().getPort());
        List<Steps.Due> due = new ArrayList<>();
        steps = new Steps(clock, journal, due);
        books = new Books(steps.time(), run());
        webhooks = new Webhooks(books, switches, id -> note(ACKNOWLEDGED, id));
        paymentMethods = new PaymentMethods(books, webhooks);
        Customers customers = new Customers(books, paymentMethods);
        Charges charges = new Charges(books, webhooks, paymentMethods);
        PaymentIntents paymentIntents = new PaymentIntents(books, webhooks, customers, paymentMethods, charges, base);
        SetupIntents setupIntents = new SetupIntents(books, webhooks, customers, paymentMethods, base);
        refunds = new Refunds(books, webhooks, paymentMethods, charges);
        sessions = new CheckoutSessions(books, webhooks, customers, paymentIntents, setupIntents, base);
        checkout = new HostedCheckout(books, webhooks, customers, paymentMethods, paymentIntents, setupIntents, sessions, base);
        due.add(sessions.expiry());
        due.add(refunds.settlement());
        customers.register(routes);
        paymentMethods.register(routes);
        charges.register(routes);
        paymentIntents.register(routes);
        setupIntents.register(routes);
        refunds.register(routes);
        sessions.register(routes);
        webhooks.register(routes);
        api = new ApiHandler(apiKey, books, routes, new IdempotencyKeys(steps.time()), switches, steps);
        pages = new HostedPages(books, sessions, checkout, paymentIntents, setupIntents, switches, steps);
        repeatTheJournal();
        server.createContext("/v1/", api);
        server.createContext("/c/", pages);
        server.createContext("/authenticate/", pages);
        server.createContext("/_control/", new Control(this));
        server.setExecutor(requests);
        server.start();
        ticks.scheduleWithFixedDelay(this::tick, TICK.toMillis(), TICK.toMillis(), TimeUnit.MILLISECONDS);
    }

    private String run() {
        if (journal != null && !journal.before().isEmpty()) {
            return journal.before().getFirst().values().getFirst();
        }
        String run = Books.newRun();
        note(RUN, run);
        return run;
    }

    private void note(String what, String value) {
        if (journal != null) {
            journal.note(new Journal.Line(books == null ? 0 : books.now().toEpochMilli(), what, List.of(value)));
        }
    }

    private void repeatTheJournal() {
        if (journal == null) {
            return;
        }
        Set<String> acknowledged = new HashSet<>();
        journal.before().forEach(line -> {
            if (line.what().equals(ACKNOWLEDGED)) {
                acknowledged.add(line.values().getFirst());
            } else {
                steps.repeat(line, () -> repeat(line));
            }
        });
        journal.before().clear();
        books.all("event").filter(event -> !acknowledged.contains(Books.text(event, "id"))).forEach(webhooks::missed);
    }

    private void repeat(Journal.Line line) {
        List<String> values = line.values();
        switch (line.what()) {
            case RUN -> { }
            case ApiHandler.CALL -> api.repeat(values);
            case HostedPages.POSTED -> pages.repeat(values);
            case PAID -> payCheckout(values.get(0), values.get(1));
            case AUTHENTICATED -> authenticateCheckout(values.get(0), Boolean.parseBoolean(values.get(1)));
            case BECAME -> cardsOnFileBecome(values.get(0), values.get(1));
            case SETTLED -> settleRefunds();
            case ADVANCED -> advance(Duration.parse(values.getFirst()));
            case SETTLE_AFTER -> settleRefundsAfter(Duration.parse(values.getFirst()));
            default -> throw new IllegalStateException("The journal is of another version: " + line.what());
        }
    }

    /** Lets what the clock made due happen even when nobody asks. */
    private void tick() {
        try {
            steps.take(() -> null);
        } catch (RuntimeException e) {
            System.getLogger(StripeStandIn.class.getName()).log(System.Logger.Level.ERROR, "The stand-in's clock failed", e);
        }
    }

    private static HttpServer listening(int port) {
        try {
            return HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
        } catch (IOException e) {
            throw new UncheckedIOException("The Stripe stand-in cannot listen on port " + port, e);
        }
    }

    /** The address that the application is given as Stripe's API base, without a slash at the end. */
    public URI baseUri() {
        return base;
    }

    /** Sends the events from now on to an address, signed with the secret. */
    public void sendWebhooksTo(URI address, String secret) {
        webhooks.sendTo(address, secret);
    }

    /** Makes the next calls and events fail. */
    public Switches switches() {
        return switches;
    }

    /** Pays on a session's hosted page, as a person with this card number would. */
    public CheckoutResult payCheckout(String sessionId, String cardNumber) {
        return steps.take(PAID, List.of(sessionId, cardNumber), () -> checkout.pay(sessionId, cardNumber));
    }

    /** Answers the authentication that {@link #payCheckout} asked for; {@code passed} false fails it. */
    public CheckoutResult authenticateCheckout(String sessionId, boolean passed) {
        return steps.take(AUTHENTICATED, List.of(sessionId, String.valueOf(passed)), () -> checkout.authenticated(CheckoutSessions.intent(sessions.get(sessionId)), passed));
    }

    /** Lets the cards on a customer's file act as another test card from now on; their ids stay. */
    public void cardsOnFileBecome(String customerId, String cardNumber) {
        TestCard card = TestCard.ofNumber(cardNumber)
                .orElseThrow(() -> new IllegalArgumentException("Not a test card: " + cardNumber));
        steps.take(BECAME, List.of(customerId, cardNumber), () -> {
            paymentMethods.become(customerId, card);
            return null;
        });
    }

    /** Delivers the webhooks that are held: late ones in their order, those out of order last first. */
    public void releaseWebhooks() {
        webhooks.release();
    }

    /** How many webhooks are held until released. */
    public int heldWebhooks() {
        return webhooks.held();
    }

    /** How many deliveries are queued, running or waiting for their next try. */
    public int webhooksUnderWay() {
        return webhooks.underWay();
    }

    /** Delivers an event once more, as the resend button of Stripe's dashboard does. */
    public void resendWebhook(String eventId) {
        webhooks.deliver(steps.take(() -> books.get("event", eventId)));
    }

    /** Settles the refunds that wait, whatever the clock says. */
    public void settleRefunds() {
        steps.take(SETTLED, List.of(), () -> {
            refunds.settleAll();
            return null;
        });
    }

    /** Sets how long, on the clock, new refunds that do not settle at once take; an hour unless set. */
    public void settleRefundsAfter(Duration delay) {
        steps.take(SETTLE_AFTER, List.of(delay.toString()), () -> {
            refunds.settleAfter(delay);
            return null;
        });
    }

    /** Moves its clock forward, if that is one that can be moved. */
    public void advance(Duration by) {
        if (!(clock instanceof MovableClock movable)) {
            throw new IllegalStateException("This stand-in's clock can't be moved");
        }
        steps.take(ADVANCED, List.of(by.toString()), () -> {
            movable.advance(by);
            return null;
        });
    }

    public List<Recorded> customers() {
        return recorded("customer");
    }

    public List<Recorded> paymentIntents() {
        return recorded("payment_intent");
    }

    /** All charges, the declined ones with status {@code failed} among them; oldest first. */
    public List<Recorded> charges() {
        return recorded("charge");
    }

    public List<Recorded> refunds() {
        return recorded("refund");
    }

    public List<Recorded> disputes() {
        return recorded("dispute");
    }

    public List<Recorded> checkoutSessions() {
        return recorded("checkout.session");
    }

    /** The charges that moved money. */
    public List<Recorded> chargesSucceeded() {
        return charges().stream().filter(charge -> charge.status().equals("succeeded")).toList();
    }

    /** The charges that moved money and bear this metadata: what a test counts to prove that nobody paid twice. */
    public List<Recorded> chargesSucceeded(String metadataName, String value) {
        return chargesSucceeded().stream().filter(charge -> value.equals(charge.metadata().get(metadataName))).toList();
    }

    private List<Recorded> recorded(String kind) {
        return steps.take(() -> books.all(kind).map(books::recorded).toList());
    }

    @Override
    public void close() {
        ticks.shutdownNow();
        api.close();
        server.stop(0);
        webhooks.close();
        requests.shutdownNow();
        if (journal != null) {
            journal.close();
        }
    }
}
