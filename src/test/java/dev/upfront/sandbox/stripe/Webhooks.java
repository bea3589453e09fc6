package dev.upfront.sandbox.stripe;

import com.stripe.Stripe;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.util.RawValue;

/**
 * Events and their delivery: signed as {@code t=…,v1=HMAC-SHA256(secret, "t.payload")}, by threads of their own, at
 * least once, repeated with a back-off until a 2xx answer or until the tries are used up.
 */
final class Webhooks implements AutoCloseable {

    /** Stripe shows events of the last 30 days: https://docs.stripe.com/api/events. */
    private static final Duration KEPT = Duration.ofDays(30);
    private static final int TRIES = 8;
    private static final Duration FIRST_BACK_OFF = Duration.ofMillis(200);
    private static final Duration LONGEST_BACK_OFF = Duration.ofSeconds(5);
    private static final Duration ANSWER_WITHIN = Duration.ofSeconds(10);

    private record Endpoint(URI address, String secret) {
    }

    private final Books books;
    private final Switches switches;
    private final HttpClient http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(5)).build();
    private final ScheduledThreadPoolExecutor threads = new ScheduledThreadPoolExecutor(1, Thread.ofPlatform().daemon().name("stripe-stand-in-webhooks").factory());
    private final AtomicInteger underWay = new AtomicInteger();
    private final List<ObjectNode> late = new ArrayList<>();
    private final List<ObjectNode> outOfOrder = new ArrayList<>();
    private final List<ObjectNode> missed = new ArrayList<>();
    private final Consumer<String> acknowledged;
    private volatile Endpoint endpoint;

    /** @param acknowledged told the id of every event that needs no delivery any more */
    Webhooks(Books books, Switches switches, Consumer<String> acknowledged) {
        this.books = books;
        this.switches = switches;
        this.acknowledged = acknowledged;
    }

    void sendTo(URI address, String secret) {
        endpoint = new Endpoint(address, secret);
        missed.forEach(this::deliver);
        missed.clear();
    }

    /** How many are delivered at once; with more than one they overtake each other. */
    void atOnce(int most) {
        threads.setCorePoolSize(most);
    }

    /** An event that an earlier start made and nobody acknowledged: delivered once there is an address. */
    void missed(ObjectNode event) {
        missed.add(event);
    }

    void register(Routes routes) {
        routes.on("GET", "/v1/events", Routes.known(Routes.LIST, "type", "types[]", "delivery_success"), (ids, given) -> {
            List<String> types = new ArrayList<>(given.beneath("types").values());
            given.text("type").ifPresent(types::add);
            return books.list("event", "/v1/events", given.atLeast("created[gte]", books.now().minus(KEPT).getEpochSecond()), List.of("type"),
                    event -> types.isEmpty() || types.contains(Books.text(event, "type")));
        });
        routes.on("GET", "/v1/webhook_endpoints", Routes.LIST, (ids, given) -> endpoints());
        routes.on("GET", "/v1/events/{id}", Set.of(), (ids, given) -> books.find("event", ids.getFirst()).filter(event ->
                event.path("created").longValue() >= books.now().minus(KEPT).getEpochSecond()).orElseThrow(() -> Refusal.unknown("event", ids.getFirst(), "id")));
    }

    /** The one address that events are sent to, for all types. */
    private ObjectNode endpoints() {
        ObjectNode list = JsonNodeFactory.instance.objectNode().put("object", "list").put("url", "/v1/webhook_endpoints").put("has_more", false);
        var data = list.putArray("data");
        if (endpoint != null) {
            data.addObject().put("id", "we_1").put("object", "webhook_endpoint").put("url", endpoint.address().toString()).put("status", "enabled")
                    .put("livemode", false).putArray("enabled_events").add("*");
        }
        return list;
    }

    /** Records that something happened to an object, as it is now, and sends it. Called under the lock. */
    void event(String type, ObjectNode object) {
        event(type, object, null);
    }

    /** The same, with what the object's changed fields said before. */
    void event(String type, ObjectNode object, @Nullable ObjectNode before) {
        ObjectNode event = books.add("event", "evt");
        event.put("api_version", Stripe.API_VERSION).put("type", type).put("pending_webhooks", 1);
        event.putObject("request").putNull("id").put("idempotency_key", books.currentKey());
        ObjectNode data = event.putObject("data");
        data.putRawValue("object", new RawValue(object.toString())); // a fifth of the memory that a copy takes
        if (before != null) {
            data.set("previous_attributes", before);
        }
        books.index(event, "type");
        if (endpoint != null) {
            send(event, type);
        }
    }

    private synchronized void send(ObjectNode event, String type) {
        switch (switches.faultFor(type).orElse(null)) {
            case LOST -> acknowledged.accept(Books.text(event, "id"));
            case DOUBLED -> {
                deliver(event);
                deliver(event);
            }
            case LATE -> late.add(event);
            case OUT_OF_ORDER -> {
                outOfOrder.add(event);
                if (!switches.expectsOutOfOrder()) {
                    releaseOutOfOrder();
                }
            }
            case null -> deliver(event);
        }
    }

    /** Delivers what is held: the late ones in their order, those out of order last first. */
    synchronized void release() {
        late.forEach(this::deliver);
        late.clear();
        releaseOutOfOrder();
    }

    private void releaseOutOfOrder() {
        outOfOrder.reversed().forEach(this::deliver);
        outOfOrder.clear();
    }

    /** How many events are held back until released. */
    synchronized int held() {
        return late.size() + outOfOrder.size();
    }

    /** How many deliveries are queued, running or waiting for their next try. */
    int underWay() {
        return underWay.get();
    }

    /** Sends an event once more, whatever became of it. */
    void deliver(ObjectNode event) {
        if (threads.isShutdown()) {
            return;
        }
        underWay.incrementAndGet();
        String id = Books.text(event, "id");
        String payload = event.toString();
        threads.execute(() -> attempt(id, payload, 1, FIRST_BACK_OFF));
    }

    private void attempt(String id, String payload, int number, Duration backOff) {
        boolean taken = isTaken(payload);
        if (taken) {
            acknowledged.accept(id);
        }
        if (taken || number == TRIES) {
            underWay.decrementAndGet();
            return;
        }
        Duration longer = backOff.multipliedBy(2);
        threads.schedule(() -> attempt(id, payload, number + 1, longer.compareTo(LONGEST_BACK_OFF) > 0 ? LONGEST_BACK_OFF : longer),
                backOff.toMillis(), TimeUnit.MILLISECONDS);
    }

    private boolean isTaken(String payload) {
        Endpoint to = endpoint;
        long time = books.now().getEpochSecond();
        HttpRequest request = HttpRequest.newBuilder(to.address).timeout(ANSWER_WITHIN)
                .header("Content-Type", "application/json; charset=utf-8")
                .header("Stripe-Signature", "t=" + time + ",v1=" + signature(to.secret, time + "." + payload))
                .POST(HttpRequest.BodyPublishers.ofString(payload)).build();
        try {
            return http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() / 100 == 2;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** HMAC-SHA256 in lower-case hexadecimal digits. */
    static String signature(String secret, String signed) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            return HexFormat.of().formatHex(mac.doFinal(signed.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("HMAC-SHA256 is part of every JDK", e);
        }
    }

    @Override
    public void close() {
        threads.shutdownNow();
        http.shutdownNow();
    }
}
