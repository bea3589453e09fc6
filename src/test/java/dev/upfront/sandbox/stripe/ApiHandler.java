package dev.upfront.sandbox.stripe;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import dev.upfront.sandbox.stripe.IdempotencyKeys.Answer;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;

/** Answers {@code /v1/…}: the key, the switches, idempotency, the endpoint, and how the answer goes wrong. */
final class ApiHandler implements HttpHandler, AutoCloseable {

    /** Longer than the SDK waits by default (80 s). */
    private static final Duration WITHHELD = Duration.ofSeconds(90);

    /** In the journal. */
    private static final String CALL = "call";
    private static final String LATER_PAGE = "starting_after";

    private final String apiKey;
    private final Books books;
    private final Routes routes;
    private final IdempotencyKeys keys;
    private final Switches switches;
    private final Steps steps;
    private final AtomicLong requests = new AtomicLong();
    private final CountDownLatch closed = new CountDownLatch(1);

    ApiHandler(String apiKey, Books books, Routes routes, IdempotencyKeys keys, Switches switches, Steps steps) {
        this.apiKey = apiKey;
        this.books = books;
        this.routes = routes;
        this.keys = keys;
        this.switches = switches;
        this.steps = steps;
        steps.repeats(CALL, this::repeat);
    }

    @Override
    public void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            String body = Multipart.asForm(exchange.getRequestBody().readAllBytes(), exchange.getRequestHeaders().getFirst("Content-Type"));
            if (switches.isUnreachable()) {
                return;
            }
            Optional<Refusal> refusal = refusal(exchange);
            if (refusal.isPresent()) {
                send(exchange, Answer.of(refusal.get()), false);
                return;
            }
            Failure failure = switches.failureFor(exchange.getRequestMethod(), place(exchange.getRequestURI())).orElse(null);
            switch (failure) {
                case DROPPED_CONNECTION_BEFORE -> { }
                case RATE_LIMIT_429 -> send(exchange, Answer.of(tooMany()), false);
                case DROPPED_CONNECTION_AFTER -> answer(exchange, body, null);
                case TIMEOUT_AFTER_CHARGE -> {
                    Answer answer = answer(exchange, body, null);
                    if (!isClosedWithin(WITHHELD)) {
                        send(exchange, answer, false);
                    }
                }
                case TRUNCATED_ANSWER -> send(exchange, answer(exchange, body, null), true);
                case SERVER_ERROR_500, SERVER_ERROR_500_AFTER -> send(exchange, answer(exchange, body, failure), false);
                case null -> send(exchange, answer(exchange, body, null), false);
            }
        }
    }

    /** The path, and for a list's later page what tells it from the first. */
    private static String place(URI address) {
        return Optional.ofNullable(address.getQuery()).filter(query -> query.contains(LATER_PAGE)).map(query -> address.getPath() + "?" + LATER_PAGE).orElseGet(address::getPath);
    }

    private Optional<Refusal> refusal(HttpExchange exchange) {
        if (switches.isDown()) {
            return Optional.of(Refusal.request(503, "api_error", null, "Stripe is down."));
        }
        if (!switches.rate().takesOneMore()) {
            exchange.getResponseHeaders().set("Stripe-Rate-Limited-Reason", "global-rate");
            return Optional.of(tooMany());
        }
        String given = exchange.getRequestHeaders().getFirst("Authorization");
        if (!("Bearer " + apiKey).equals(given)) {
            return Optional.of(Refusal.request(401, "invalid_request_error", null, "Invalid API Key provided."));
        }
        return Optional.empty();
    }

    private static Refusal tooMany() {
        return Refusal.request(429, "invalid_request_error", "rate_limit",
                "Request rate limit exceeded. Learn more about rate limits here https://docs.stripe.com/rate-limits.");
    }

    private Answer answer(HttpExchange exchange, String body, Failure failure) {
        String method = exchange.getRequestMethod();
        String path = exchange.getRequestURI().getPath();
        Parameters parameters = Parameters.read(exchange.getRequestURI().getRawQuery());
        if (method.equals("GET")) {
            return failure == Failure.SERVER_ERROR_500 ? Answer.of(Refusal.broken()) : broken(failure, steps.take(() -> answer(method, path, parameters, null)));
        }
        return change(method, path, body, exchange.getRequestHeaders().getFirst("Idempotency-Key"), failure);
    }

    /** Does what a call noted in the journal did. */
    private void repeat(List<String> noted) {
        String failure = noted.get(4);
        change(noted.get(0), noted.get(1), noted.get(2), noted.get(3), failure == null ? null : Failure.valueOf(failure));
    }

    private Answer change(String method, String path, String body, String key, Failure failure) {
        Parameters parameters = Parameters.read(body);
        List<String> noted = Arrays.asList(method, path, body, key, failure == null ? null : failure.name());
        Supplier<Answer> work = () -> steps.take(CALL, noted, () -> failure == Failure.SERVER_ERROR_500 ? Answer.of(Refusal.broken())
                : broken(failure, answer(method, path, parameters, key)));
        return key == null ? work.get() : keys.once(key, method + path + parameters.fingerprint(), work);
    }

    private static Answer broken(Failure failure, Answer answer) {
        return failure == Failure.SERVER_ERROR_500_AFTER ? Answer.of(Refusal.broken()) : answer;
    }

    private Answer answer(String method, String path, Parameters parameters, String key) {
        books.currentKey(key);
        try {
            String body = books.shown(routes.answer(method, path, parameters), parameters.expand()).toString();
            return new Answer(200, body, true, false);
        } catch (Refusal refusal) {
            return Answer.of(refusal);
        } catch (RuntimeException e) {
            System.getLogger(ApiHandler.class.getName()).log(System.Logger.Level.ERROR, method + " " + path, e);
            return Answer.of(Refusal.broken());
        } finally {
            books.currentKey(null);
        }
    }

    private void send(HttpExchange exchange, Answer answer, boolean truncated) throws IOException {
        byte[] body = answer.body().getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.getResponseHeaders().set("Request-Id", "req_" + requests.incrementAndGet());
        if (answer.replayed()) {
            exchange.getResponseHeaders().set("Idempotent-Replayed", "true");
        }
        exchange.sendResponseHeaders(answer.status(), body.length);
        exchange.getResponseBody().write(body, 0, truncated ? body.length / 2 : body.length);
        exchange.getResponseBody().flush();
    }

    private boolean isClosedWithin(Duration time) {
        try {
            return closed.await(time.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return true;
        }
    }

    /** Lets go of withheld answers. */
    @Override
    public void close() {
        closed.countDown();
    }
}
