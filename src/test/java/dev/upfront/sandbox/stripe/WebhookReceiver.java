package dev.upfront.sandbox.stripe;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.awaitility.Awaitility.await;

import com.stripe.exception.SignatureVerificationException;
import com.stripe.model.Event;
import com.stripe.net.Webhook;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Clock;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/** Takes webhooks as an application would: verified by Stripe's own SDK. */
final class WebhookReceiver implements AutoCloseable {

    static final String SECRET = "whsec_test";

    private record Delivery(String payload, String signature, Event event) {
    }

    private final HttpServer server;
    private final InstantSource clock;
    private final List<Delivery> deliveries = new CopyOnWriteArrayList<>();
    private final AtomicInteger refusals = new AtomicInteger();

    WebhookReceiver(InstantSource clock) throws IOException {
        this.clock = clock;
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            try (exchange) {
                String payload = new String(exchange.getRequestBody().readAllBytes(), UTF_8);
                exchange.sendResponseHeaders(take(payload, exchange.getRequestHeaders().getFirst("Stripe-Signature")), -1);
            }
        });
        server.start();
    }

    private int take(String payload, String signature) {
        try {
            deliveries.add(new Delivery(payload, signature, Webhook.constructEvent(payload, signature, SECRET, 300,
                    Clock.fixed(clock.instant(), ZoneOffset.UTC))));
        } catch (SignatureVerificationException e) {
            return 400;
        }
        return refusals.getAndUpdate(left -> Math.max(left - 1, 0)) > 0 ? 500 : 204;
    }

    URI address() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/webhooks/stripe");
    }

    /** Answers the next deliveries with 500. */
    void refuseNext(int times) {
        refusals.set(times);
    }

    /** All verified deliveries so far, in the order of their arrival. */
    List<Event> events() {
        return deliveries.stream().map(Delivery::event).toList();
    }

    List<String> types() {
        return events().stream().map(Event::getType).toList();
    }

    List<Event> awaitEvents(int count) {
        await().until(() -> deliveries.size() >= count);
        return events();
    }

    /** The latest payload and header, as they came. */
    String[] raw() {
        Delivery last = deliveries.getLast();
        return new String[] {last.payload, last.signature};
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
