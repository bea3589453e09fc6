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
import java.time.YearMonth;
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
    private static final String ACKNOWLEDGED = "acknowledged";

    private final InstantSource clock;
    private final Switches switches;
    private final HttpServer server;
    private final URI base;
    private final Steps steps;
    private final Parts parts;
    private final ApiHandler api;
    private final HostedPages pages;
    private final CardIssuers issuers;
    private final Bank bank;
    private final Steps.Act<CheckoutResult> pays;
    private final Steps.Act<CheckoutResult> authenticates;
    private final Steps.Act<Void> settles;
    private final Steps.Act<Void> settlesAfter;
    private final Steps.Act<Void> advances;
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
        switches = new Switches(clock);
        server = listening(port);
        base = URI.create("http://127.0.0.1:" + server.getAddress().getPort());
        Agenda agenda = new Agenda();
        steps = new Steps(clock, journal, agenda);
        parts = new Parts(steps.time(), run(), agenda, switches, base, id -> note(ACKNOWLEDGED, id));
        issuers = new CardIssuers(steps, parts);
        bank = new Bank(steps, parts);
        pays = steps.act("paid", given -> parts.checkout.pay(given.get(0), given.get(1), given.size() > 2 ? given.get(2) : ""));
        authenticates = steps.act("authenticated", given -> parts.checkout.authenticated(CheckoutSessions.intent(parts.sessions.get(given.get(0))),
                Boolean.parseBoolean(given.get(1))));
        settles = steps.deed("settled", given -> parts.refunds.settleAll());
        settlesAfter = steps.deed("settle-after", given -> parts.refunds.settleAfter(Duration.parse(given.getFirst())));
        advances = steps.deed("advanced", given -> movable().advance(Duration.parse(given.getFirst())));
        api = new ApiHandler(apiKey, parts.books, parts.routes, new IdempotencyKeys(steps.time()), switches, steps);
        pages = new HostedPages(parts, switches, steps);
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
            journal.note(new Journal.Line(clock.millis(), what, List.of(value)));
        }
    }

    private void repeatTheJournal() {
        if (journal == null) {
            return;
        }
        Set<String> acknowledged = new HashSet<>();
        steps.repeats(RUN, given -> { });
        steps.repeats(ACKNOWLEDGED, given -> acknowledged.add(given.getFirst()));
        journal.before().forEach(steps::repeat);
        journal.before().clear();
        parts.books.all("event").filter(event -> !acknowledged.contains(Books.text(event, "id"))).forEach(parts.webhooks::missed);
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
        // Otherwise an answer of more than one packet waits 40 ms for the first one's receipt. Read when the JVM's first server is made.
        System.setProperty("sun.net.httpserver.nodelay", "true");
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
        parts.webhooks.sendTo(address, secret);
    }

    /** How many webhooks are delivered at once; one, in order, unless set. */
    public void webhooksAtOnce(int most) {
        parts.webhooks.atOnce(most);
    }

    /** Makes the next calls and events fail. */
    public Switches switches() {
        return switches;
    }

    /** What the banks behind the cards do: decline, replace, let expire, dispute. */
    public CardIssuers issuers() {
        return issuers;
    }

    /** The account's balance, fees and payouts. */
    public Bank bank() {
        return bank;
    }

    /** Pays on a session's hosted page, or keeps the card, as a person with this card number would. */
    public CheckoutResult payCheckout(String sessionId, String cardNumber) {
        return pays.now(sessionId, cardNumber);
    }

    /** The same with a card that is good until the end of a month. */
    public CheckoutResult payCheckout(String sessionId, String cardNumber, YearMonth expiry) {
        return pays.now(sessionId, cardNumber, "%02d/%d".formatted(expiry.getMonthValue(), expiry.getYear()));
    }

    /** Answers the authentication that {@link #payCheckout} asked for; {@code passed} false fails it. */
    public CheckoutResult authenticateCheckout(String sessionId, boolean passed) {
        return authenticates.now(sessionId, String.valueOf(passed));
    }

    /** Lets the cards on a customer's file act as another test card from now on; their ids stay. */
    public void cardsOnFileBecome(String customerId, String cardNumber) {
        issuers.cardsOnFileBecome(customerId, cardNumber);
    }

    /** Delivers the webhooks that are held: late ones in their order, those out of order last first. */
    public void releaseWebhooks() {
        parts.webhooks.release();
    }

    /** How many webhooks are held until released. */
    public int heldWebhooks() {
        return parts.webhooks.held();
    }

    /** How many deliveries are queued, running or waiting for their next try. */
    public int webhooksUnderWay() {
        return parts.webhooks.underWay();
    }

    /** Delivers an event once more, as the resend button of Stripe's dashboard does. */
    public void resendWebhook(String eventId) {
        parts.webhooks.deliver(steps.take(() -> parts.books.get("event", eventId)));
    }

    /** Settles the refunds that wait, whatever the clock says. */
    public void settleRefunds() {
        settles.now();
    }

    /** Sets how long, on the clock, new refunds that do not settle at once take; an hour unless set. */
    public void settleRefundsAfter(Duration delay) {
        settlesAfter.now(delay.toString());
    }

    /** Moves its clock forward, if that is one that can be moved. */
    public void advance(Duration by) {
        movable();
        advances.now(by.toString());
    }

    private MovableClock movable() {
        if (clock instanceof MovableClock movable) {
            return movable;
        }
        throw new IllegalStateException("This stand-in's clock can't be moved");
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

    public List<RecordedDispute> disputes() {
        return steps.take(() -> parts.books.all(Disputes.KIND).map(Disputes::recorded).toList());
    }

    /** Files that were uploaded as evidence. */
    public List<RecordedFile> files() {
        return steps.take(() -> parts.books.all(EvidenceFiles.KIND).map(file -> new RecordedFile(Books.text(file, "id"), Books.text(file, "filename"),
                Books.text(file, "type"), file.path("size").longValue(), Books.text(file, "sha256"))).toList());
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
        return steps.take(() -> parts.books.all(kind).map(parts.books::recorded).toList());
    }

    @Override
    public void close() {
        ticks.shutdownNow();
        api.close();
        server.stop(0);
        parts.webhooks.close();
        requests.shutdownNow();
        if (journal != null) {
            journal.close();
        }
    }
}
