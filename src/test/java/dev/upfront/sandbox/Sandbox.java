package dev.upfront.sandbox;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import dev.upfront.sandbox.stripe.StripeStandIn;
import io.camunda.zeebe.process.test.api.ZeebeTestEngine;
import io.camunda.zeebe.process.test.engine.EngineFactory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * The outside world: an engine, in memory unless another is given, a Stripe stand-in, a mail catcher, and a clock that moves them all. The
 * application knows them only as addresses.
 */
public final class Sandbox implements AutoCloseable {

    /** What runs the flows, and whose timers go with the world's clock. */
    public interface FlowEngine extends AutoCloseable {
        URI grpcAddress();

        void advance(Duration by);

        @Override
        void close();
    }

    private record InMemory(int port, ZeebeTestEngine engine) implements FlowEngine {
        private static final Duration IDLE_WITHIN = Duration.ofMillis(500);

        static InMemory started(Duration ago) {
            var port = freePort();
            var engine = EngineFactory.create(port);
            engine.start();
            if (!ago.isZero()) {
                engine.increaseTime(ago.negated()); // nothing runs yet, so nothing sees time go back
            }
            return new InMemory(port, engine);
        }

        @Override
        public URI grpcAddress() {
            return URI.create("http://127.0.0.1:" + port);
        }

        @Override
        public void advance(Duration by) {
            // A timer made just before is planned by the time before the move only once the engine is idle.
            try {
                engine.waitForIdleState(IDLE_WITHIN);
            } catch (TimeoutException busy) {
                // then whoever moves the clock looks again
            } catch (InterruptedException stopped) {
                Thread.currentThread().interrupt();
            }
            engine.increaseTime(by);
        }

        @Override
        public void close() {
            engine.stop();
        }
    }

    /** How long before the real time the story of the demo practice's people begins. */
    public static final Duration PAST = Duration.ofDays(35);

    static final String WEBHOOK_SECRET = "whsec_sandbox";

    /** With these one signs in to the console. */
    public static final String STAFF_MAIL = "staff@lumen.example";
    public static final String STAFF_PASSWORD = "lumen-demo";

    private final MovableClock clock;
    private final FlowEngine engine;
    private final AtomicBoolean engineRuns = new AtomicBoolean(true);
    private final StripeStandIn stripe;
    private final GreenMail mail = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));

    /** @param stripe on the same clock */
    public Sandbox(MovableClock clock, FlowEngine engine, StripeStandIn stripe) {
        this.clock = clock;
        this.engine = engine;
        this.stripe = stripe;
        mail.start();
    }

    static Sandbox inMemory() {
        return inMemorySince(Duration.ZERO);
    }

    /** One whose time begins so long before the real time. */
    public static Sandbox inMemorySince(Duration ago) {
        var clock = MovableClock.tickingSince(ago);
        return new Sandbox(clock, InMemory.started(ago), new StripeStandIn(clock));
    }

    /** The world of the demo practice's people: its time begins when their story does. */
    public static Sandbox livedIn() {
        return inMemorySince(PAST);
    }

    /** The settings by which the application finds this world. */
    Map<String, Object> settings() {
        return Map.of(
                "upfront.engine.grpc-address", engine.grpcAddress().toString(),
                "upfront.stripe.api-base", stripe.baseUri().toString(),
                "upfront.stripe.secret-key", StripeStandIn.API_KEY,
                "upfront.stripe.webhook-secret", WEBHOOK_SECRET,
                "upfront.security.checkout-addresses", stripe.baseUri().toString(),
                "upfront.ops.first-staff-mail", STAFF_MAIL,
                "upfront.ops.first-staff-password", STAFF_PASSWORD,
                "upfront.limits.posts-per-minute", 10_000, // everybody in the sandbox has the same address
                "spring.mail.host", "127.0.0.1",
                "spring.mail.port", mail.getSmtp().getPort());
    }

    /** Tells Stripe's stand-in where the application listens. */
    void applicationListensAt(URI address) {
        stripe.sendWebhooksTo(address.resolve("/webhooks/stripe"), WEBHOOK_SECRET);
    }

    public MovableClock clock() {
        return clock;
    }

    /** The in-memory engine. @throws IllegalStateException when another runs the flows */
    public ZeebeTestEngine engine() {
        if (engine instanceof InMemory inMemory) {
            return inMemory.engine();
        }
        throw new IllegalStateException("The flows are not run by the in-memory engine");
    }

    public StripeStandIn stripe() {
        return stripe;
    }

    public GreenMail mail() {
        return mail;
    }

    /** Moves the whole world forward: the application's clock first, so that a timer that fires finds it is time. */
    public void advance(Duration by) {
        clock.advance(by);
        engine.advance(by);
    }

    /** From now on the engine is away for good. */
    public void stopEngine() {
        if (engineRuns.getAndSet(false)) {
            engine.close();
        }
    }

    @Override
    public void close() {
        stopEngine();
        stripe.close();
        mail.stop();
    }

    static int freePort() {
        try (var socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        } catch (IOException noneLeft) {
            throw new UncheckedIOException(noneLeft);
        }
    }
}
