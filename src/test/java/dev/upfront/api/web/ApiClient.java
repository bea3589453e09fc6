package dev.upfront.api.web;

import dev.upfront.catalog.Offering;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** An integrator's program: speaks HTTP and JSON with one API key. */
record ApiClient(HttpClient http, URI address, @Nullable String key) {

    /** @param json the body; a missing node if there is none */
    record Answer(int status, HttpResponse<String> response, JsonNode json) {
        String type() {
            return json.path("type").asString("");
        }

        String header(String name) {
            return response.headers().firstValue(name).orElse("");
        }
    }

    private static final JsonMapper JSON = JsonMapper.builder().build();

    static ApiClient of(URI address, @Nullable String key) {
        return new ApiClient(HttpClient.newHttpClient(), address, key);
    }

    Answer get(String path) {
        return send(request(path).GET().build());
    }

    Answer post(String path, String body) {
        return send(request(path).POST(BodyPublishers.ofString(body)).build());
    }

    Answer order(String idempotencyKey, String body) {
        return send(request("/api/v1/bookings").header("Idempotency-Key", idempotencyKey).POST(BodyPublishers.ofString(body)).build());
    }

    /** The body of an order by a client of its own. */
    static String bodyOfOrder(Offering offering, Instant start) {
        return bodyOfOrder(offering, start, "grace-" + UUID.randomUUID() + "@client.example");
    }

    static String bodyOfOrder(Offering offering, Instant start, String mail) {
        return """
                {"offering": "%s", "provider": "%s", "startsAt": "%s", "client": {"name": "Grace Test", "mail": "%s", "zone": "Europe/Berlin"}}
                """.formatted(offering.slug(), offering.providers().getFirst(), start, mail);
    }

    HttpRequest.Builder request(String path) {
        var request = HttpRequest.newBuilder(address.resolve(path)).timeout(Duration.ofSeconds(60)).header("Content-Type", "application/json");
        return key == null ? request : request.header("Authorization", "Bearer " + key);
    }

    Answer send(HttpRequest request) {
        try {
            var response = http.send(request, BodyHandlers.ofString());
            return new Answer(response.statusCode(), response, JSON.readTree(response.body().isBlank() ? "null" : response.body()));
        } catch (IOException unreachable) {
            throw new java.io.UncheckedIOException(unreachable);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(stopped);
        }
    }
}
