package dev.upfront.load;

import dev.upfront.load.Loop.Result;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import org.springframework.util.FileSystemUtils;

/** The run: the engine alone, then the application at its limit, at half of it, and at half of it with a past ten times as long; the engine alone again. */
final class LoadRun {

    private static final Path FOLDER = Path.of("target", "load").toAbsolutePath();

    /** The engine alone: its limit, and what the broker itself works for one flow. */
    private record Limit(double perSecond, double brokerMilliseconds) {
    }

    private final LoadSettings settings;
    private final World world;
    private int failed;

    private LoadRun(LoadSettings settings, World world) {
        this.settings = settings;
        this.world = world;
    }

    /** @return bookings that went wrong */
    static int run(LoadSettings settings) throws Exception {
        FileSystemUtils.deleteRecursively(FOLDER);
        Files.createDirectories(FOLDER);
        try (var world = new World(FOLDER, settings.jvmOptions())) {
            var run = new LoadRun(settings, world);
            run.measure();
            return run.failed;
        }
    }

    private void measure() throws Exception {
        say("# Load: %s %s, %d cores shared by everything below, JDK %s, %s", System.getProperty("os.name"), System.getProperty("os.arch"),
                Runtime.getRuntime().availableProcessors(), Runtime.version(), Instant.now().truncatedTo(ChronoUnit.MINUTES));
        world.startTheRest();
        var limit = engineAlone(settings.warmUp(), "The engine alone");
        world.startApplication();
        var most = application(limit);
        world.application.part().stop();
        var again = engineAlone(Duration.ofSeconds(10), "The engine alone, again");
        say("%n## %.2f of the engine's limit%n%n%.1f bookings/s in the closed loop, against %.1f, the better of both figures of the engine alone.",
                most / Math.max(limit.perSecond(), again.perSecond()), most, Math.max(limit.perSecond(), again.perSecond()));
    }

    /** @return bookings per second in the closed loop */
    private double application(Limit limit) throws Exception {
        try (var connection = world.connect()) {
            Offers.open(connection);
            var booker = new Booker(world.application.port());
            var loop = new Loop(booker);
            var books = new Books(connection);
            var warming = loop.closed(settings.inFlight(), settings.warmUp());
            failed += warming.failed();
            say("%nWarmed up with %d bookings.", warming.done());
            var most = closed(loop, books, limit);
            var rate = settings.rate() > 0 ? settings.rate() : most.perSecond() / 2;
            open(loop, booker, books, rate, "Half load");
            if (settings.history() > 1) {
                books.addPast(settings.history() - 1);
                open(loop, booker, books, rate, "Half load with %d times as long a past".formatted(settings.history()));
            }
            say("%nMails taken: %d. Bookings that went wrong: %d.", world.mail.taken(), failed);
            return most.perSecond();
        }
    }

    private Limit engineAlone(Duration warmUp, String title) throws Exception {
        try (var limit = new EngineLimit(world.broker.grpcAddress(), settings.inFlight())) {
            limit.run(warmUp, new Latencies());
            var before = Usage.now(world.parts());
            var latencies = new Latencies();
            var done = limit.run(settings.measure(), latencies);
            var after = Usage.now(world.parts());
            limit.awaitEnd();
            var perSecond = done / (double) settings.measure().toSeconds();
            say("%n## %s: %.1f flows/s%n%nThe same diagrams, workers that only answer, %d in flight.%n%n%s%n%s", title, perSecond, settings.inFlight(), latencies.table(), after.since(before, done));
            return new Limit(perSecond, after.millisecondsPerFlow(world.broker.part().name(), before, done));
        }
    }

    private Result closed(Loop loop, Books books, Limit limit) throws Exception {
        books.countStatements();
        var began = books.now();
        var before = Usage.now(world.parts());
        var result = loop.closed(settings.inFlight(), settings.measure());
        var after = Usage.now(world.parts());
        var ended = books.now();
        failed += result.failed();
        var bookings = ended.bookings() - began.bookings();
        say("%n## Closed loop: %.1f bookings/s%n%n%d clients, each books again and again.%n%n%s%n%s", result.perSecond(), settings.inFlight(), result.latencies().table(), after.since(before, (int) bookings));
        var broker = after.millisecondsPerFlow(world.broker.part().name(), before, (int) bookings);
        say("The broker works %.1f ms of a core for each, alone %.1f: on a machine of its own it would carry %.2f of its limit with this application.", broker,
                limit.brokerMilliseconds(), limit.brokerMilliseconds() / broker);
        say("Per booking: %.1f kB of database, %.1f kB of write-ahead log, %.0f transactions. Of the tables: %s.", (ended.bytes() - began.bytes()) / 1e3 / bookings,
                (ended.walBytes() - began.walBytes()) / 1e3 / bookings, (ended.transactions() - began.transactions()) / (double) bookings, books.sizes(ended.bookings()));
        say("%n%s", books.statements(bookings));
        return result;
    }

    private void open(Loop loop, Booker booker, Books books, double rate, String title) throws Exception {
        var from = Instant.now();
        var past = books.now().bookings();
        var before = Usage.now(world.parts());
        var result = loop.open(rate, settings.measure());
        var after = Usage.now(world.parts());
        failed += result.failed();
        books.webhookToConfirmed(booker.confirmedAt(), from, result.latencies());
        say("%n## %s: open loop of %.1f bookings/s, after %d bookings%n%n%s%n%s", title, rate, past, result.latencies().table(), after.since(before, result.done()));
    }

    private static void say(String text, Object... values) {
        System.out.printf(Locale.ROOT, text + "%n", values);
    }
}
