package dev.upfront.crash;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import dev.upfront.installation.ApplicationProcess;
import dev.upfront.installation.Broker;
import dev.upfront.installation.CamundaDistribution;
import dev.upfront.installation.ClassArchive;
import dev.upfront.installation.Database;
import dev.upfront.installation.FlowRecords;
import dev.upfront.installation.FreePort;
import dev.upfront.installation.MemoryEngine;
import dev.upfront.installation.Part;
import dev.upfront.installation.Proxy;
import dev.upfront.installation.StripeServer;
import dev.upfront.sandbox.stripe.StripeStandIn;
import java.net.URI;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * A whole installation of processes: PostgreSQL, engine, Stripe's stand-in, one or more instances of the application, with a proxy before each
 * that the application talks to. Times at which the application tries something again are shortened; what it does is as delivered.
 */
final class World implements AutoCloseable {

    private static final Duration SUPERVISED_EVERY = Duration.ofMillis(200);
    static final String REMINDER_BEFORE = "15s";
    static final Duration PATIENCE = Duration.ofSeconds(120);

    final Path folder;
    final Database database;
    final StripeServer stripe;
    final Proxy toDatabase;
    final Proxy toEngine;
    final Proxy toStripe;
    final Proxy toApplication;
    final List<ApplicationProcess> applications = new CopyOnWriteArrayList<>();
    private final List<Part> parts = new ArrayList<>();
    private final GreenMail mail = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
    private final ClassArchive archive;
    private final Part engine;
    private final List<Part> supervised = new CopyOnWriteArrayList<>();
    private final Thread supervisor = Thread.ofPlatform().daemon().name("supervisor").unstarted(this::supervise);
    private volatile boolean closed;
    final Offers offers = new Offers();
    final Calendars calendars;
    private final Path flows;
    private final boolean startsOften;

    /** @param startsOften whether it pays to make the application's start quicker first */
    private World(Path folder, int enginePort, Path flows, Part engine, boolean startsOften) {
        this.folder = folder;
        this.startsOften = startsOften;
        this.flows = flows;
        this.engine = engine;
        var databasePort = FreePort.next();
        var stripePort = FreePort.next();
        var applicationPort = FreePort.next();
        database = new Database(folder.resolve("database"), databasePort);
        toDatabase = new Proxy("database", databasePort);
        toEngine = new Proxy("engine", enginePort);
        toStripe = new Proxy("stripe", stripePort);
        toApplication = new Proxy("application", applicationPort);
        stripe = new StripeServer(stripePort, folder, URI.create("http://127.0.0.1:%d/webhooks/stripe".formatted(toApplication.port())));
        calendars = new Calendars(this, enginePort);
        mail.start();
        archive = new ClassArchive(folder);
        addApplication(applicationPort);
    }

    /** With Camunda's real broker. */
    static World real(Path folder) {
        var ports = Broker.Ports.free();
        var flows = folder.resolve("flows.jsonl");
        return new World(folder, ports.grpc(), flows, Broker.recorded(CamundaDistribution.fetched(), folder.resolve("broker"), ports, flows).part(), true);
    }

    /** With the in-memory engine, which must not be killed. */
    static World inMemory(Path folder) {
        var port = FreePort.next();
        var flows = folder.resolve("flows.jsonl");
        return new World(folder, port, flows, new MemoryEngine(port, folder, flows).part(), false);
    }

    /** Another instance of the application, not started. */
    ApplicationProcess addApplication(int port) {
        return addApplication(port, archive.classPath());
    }

    /** The same of another version. */
    ApplicationProcess addApplication(int port, String classPath) {
        var application = new ApplicationProcess("application-" + (parts.size() + 1), port, folder, settings(port), classPath);
        parts.add(application.part());
        applications.add(application);
        return application;
    }

    private Map<String, String> settings(int port) {
        var settings = new HashMap<String, String>();
        settings.put("upfront.base-address", "http://localhost:" + port);
        // The text of a statement stands in each request, for the traps.
        settings.put("spring.datasource.url", "jdbc:postgresql://127.0.0.1:%d/upfront?prepareThreshold=0&sslmode=disable&gssEncMode=disable".formatted(toDatabase.port()));
        settings.put("spring.datasource.username", database.username());
        settings.put("spring.datasource.hikari.data-source-properties.socketTimeout", "10");
        settings.put("upfront.engine.grpc-address", "http://127.0.0.1:" + toEngine.port());
        settings.put("upfront.stripe.api-base", "http://127.0.0.1:" + toStripe.port());
        settings.put("upfront.stripe.secret-key", StripeStandIn.API_KEY);
        settings.put("upfront.stripe.webhook-secret", StripeServer.WEBHOOK_SECRET);
        settings.put("upfront.security.checkout-addresses", stripe.address().toString());
        settings.put("spring.mail.host", "127.0.0.1");
        settings.put("spring.mail.port", String.valueOf(mail.getSmtp().getPort()));
        settings.put("upfront.limits.posts-per-minute", "1000000");
        settings.put("upfront.engine.job-timeout", "10s");
        settings.put("upfront.engine.retry-delay", "500ms");
        settings.put("upfront.engine.outbox-interval", "500ms");
        settings.put("upfront.engine.open-job-check", "20s");
        settings.put("upfront.engine.open-job-interval", "3s");
        settings.put("upfront.booking.ask-again-interval", "5s");
        settings.put("upfront.booking.settle-after", "0s");
        settings.put("upfront.booking.reminder-before", REMINDER_BEFORE);
        settings.put("upfront.payment.sweep-interval", "2s");
        settings.put("upfront.mail.interval", "2s");
        settings.put("upfront.mail.retry-delay", "5s");
        settings.put("spring.modulith.events.staleness.published", "3s");
        settings.put("spring.modulith.events.staleness.processing", "10s");
        settings.put("spring.modulith.events.staleness.resubmitted", "10s");
        settings.put("spring.modulith.events.staleness.check-interval", "1s");
        return settings;
    }

    /** Starts everything and puts offerings on sale. */
    void start() throws SQLException {
        database.start();
        engine.start();
        stripe.part().start();
        List.of(database.part(), engine, stripe.part()).forEach(part -> part.awaitReady(PATIENCE));
        if (startsOften) {
            archive.write(settings(0));
        }
        supervised.addAll(List.of(database.part(), engine, stripe.part()));
        supervisor.start();
        run(applications.getFirst());
        try (var connection = connect()) {
            Offers.open(connection);
        }
    }

    Part part(Victim victim) {
        return switch (victim) {
            case APPLICATION -> applications.getFirst().part();
            case BROKER -> engine;
            case DATABASE -> database.part();
            case STRIPE -> stripe.part();
        };
    }

    /** Starts again whatever has ended, as a service manager does. */
    private void supervise() {
        while (!closed) {
            for (var part : supervised) {
                if (!closed && !part.isRunning()) {
                    part.start();
                }
            }
            try {
                Thread.sleep(SUPERVISED_EVERY);
            } catch (InterruptedException stopped) {
                return;
            }
        }
    }

    /** Takes an instance out of service. */
    void retire(ApplicationProcess application) {
        applications.remove(application);
        supervised.remove(application.part());
        toApplication.redirect(applications.getFirst().port());
        application.part().stop();
    }

    /** Ends an instance without a warning, and waits until it runs again. */
    void restart(ApplicationProcess application) {
        supervised.remove(application.part());
        application.part().kill();
        run(application);
    }

    /** An instance that shall run from now on. */
    void run(ApplicationProcess application) {
        application.part().start();
        supervised.add(application.part());
        application.part().awaitReady(PATIENCE);
    }

    /** A connection of the harness's own, past the proxy. */
    Connection connect() throws SQLException {
        return DriverManager.getConnection(database.jdbcUrl(), database.username(), "");
    }

    FlowRecords flows() {
        return FlowRecords.read(flows);
    }

    GreenMail mail() {
        return mail;
    }

    @Override
    public void close() {
        closed = true;
        calendars.close();
        supervisor.interrupt();
        parts.forEach(Part::close);
        stripe.close();
        engine.close();
        database.close();
        List.of(toDatabase, toEngine, toStripe, toApplication).forEach(Proxy::close);
        mail.stop();
    }
}
