package dev.upfront.installation;

import dev.upfront.sandbox.MovableClock;
import dev.upfront.sandbox.Sandbox;
import dev.upfront.sandbox.stripe.StripeStandIn;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;

/**
 * PostgreSQL, Camunda's broker and, unless told otherwise, OpenSearch and Operate, with data that outlive them; Stripe's stand-in, whose books
 * last too; and one clock for all. What was moved of the clock is remembered: the broker is moved again at each start, before anyone works.
 */
final class Installation implements AutoCloseable {

    private static final Duration TOLD_EVERY = Duration.ofSeconds(10);

    private final Settings settings;
    private final Consumer<String> told;
    private final DataFolder folder;
    private final Database database;
    private final @Nullable SearchServer search;
    private final Broker broker;
    private Duration moved;

    private Installation(Settings settings, CamundaDistribution distribution, Consumer<String> told) {
        this.settings = settings;
        this.told = told;
        folder = DataFolder.opened(settings.folder(), "Camunda %s, PostgreSQL 18%s".formatted(distribution.version(), settings.operate() ? ", OpenSearch 2" : ""));
        moved = folder.clockMoved();
        database = new Database(folder.of("postgresql"), settings.ports().database());
        var ports = new Broker.Ports(settings.ports().engine(), settings.ports().operate(), FreePort.next(), FreePort.next(), FreePort.next());
        search = settings.operate() ? new SearchServer(folder.of("opensearch"), FreePort.next(), FreePort.next()) : null;
        broker = search == null ? Broker.alone(distribution, folder.of("camunda"), ports)
                : Broker.withOperate(distribution, folder.of("camunda"), ports, search.address());
    }

    /**
     * Starts all parts and waits until they can be used.
     *
     * @param told is told a line now and then
     * @throws CannotStart when a part can't be used; those that run are stopped
     */
    static Installation start(Settings settings, Consumer<String> told) {
        return start(settings, CamundaDistribution::fetched, told);
    }

    static Installation start(Settings settings, Supplier<CamundaDistribution> distribution, Consumer<String> told) {
        Machine.checkMemory(settings);
        told.accept("Data: %s".formatted(settings.folder()));
        var installation = new Installation(settings, distribution.get(), told);
        try {
            installation.folder.stopLeftovers(told);
            Machine.checkPorts(settings);
            installation.startParts();
            return installation;
        } catch (RuntimeException failed) {
            installation.close();
            throw failed;
        }
    }

    private void startParts() {
        database.start();
        await(database.part());
        if (search != null) {
            search.start();
            await(search.part());
        }
        broker.part().start();
        await(broker.part());
        broker.advance(moved);
    }

    private void await(Part part) {
        var started = System.nanoTime();
        part.awaitReady(settings.patience(), seconds -> {
            if (seconds % TOLD_EVERY.toSeconds() == 0) {
                told.accept("%s: %d s".formatted(part.name(), seconds));
            }
        });
        told.accept("%s is ready after %d s".formatted(part.name(), Duration.ofNanos(System.nanoTime() - started).toSeconds()));
    }

    JdbcConnectionDetails database() {
        return new JdbcConnectionDetails() {
            @Override
            public String getJdbcUrl() {
                return database.jdbcUrl();
            }

            @Override
            public String getUsername() {
                return database.username();
            }

            @Override
            public String getPassword() {
                return "";
            }
        };
    }

    Broker broker() {
        return broker;
    }

    Optional<URI> operateAddress() {
        return settings.operate() ? Optional.of(broker.operateAddress()) : Optional.empty();
    }

    /** The world around the application, on the installation's clock. */
    Sandbox sandbox() {
        var clock = MovableClock.ticking();
        clock.advance(moved);
        return new Sandbox(clock, new FlowEngineOfBroker(), StripeStandIn.lasting(0, clock, StripeStandIn.API_KEY, folder.of("stripe.journal")));
    }

    private final class FlowEngineOfBroker implements Sandbox.FlowEngine {
        @Override
        public URI grpcAddress() {
            return broker.grpcAddress();
        }

        /** Written down first: a program that ends in between finds the broker where the file says. */
        @Override
        public synchronized void advance(Duration by) {
            moved = moved.plus(by);
            folder.rememberClock(moved);
            broker.advance(by);
        }

        @Override
        public void close() {
            // the installation stops the broker
        }
    }

    /** Stops all parts, the last started first. */
    @Override
    public void close() {
        broker.close();
        if (search != null) {
            search.close();
        }
        database.close();
        try {
            folder.close();
        } catch (IOException unclean) {
            told.accept("The lock on %s was not given back: %s".formatted(settings.folder(), unclean.getMessage()));
        }
    }
}
