package dev.upfront.api.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.upfront.UpfrontTest;
import dev.upfront.api.ApiKeys;
import java.net.URI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.http.HttpHeaders;
import org.springframework.web.ErrorResponseException;

/** Who may speak to the API, and how often. */
@UpfrontTest
class ApiSecurityTests {

    @Autowired ApiKeys keys;
    @Value("${upfront.base-address}") URI address;

    @Test
    void letsNobodyInWithoutAKey() {
        assertRefused(ApiClient.of(address, null).get("/api/v1/offerings"));
        assertRefused(ApiClient.of(address, null).get("/api/v1/nothing"));
        assertRefused(ApiClient.of(address, null).order("k", "{}"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"Bearer upk_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA", "Bearer nonsense", "Bearer", "Basic dXBmcm9udDp1cGZyb250", "x"})
    void letsNobodyInWithABadKey(String credentials) {
        var nobody = ApiClient.of(address, null);
        assertRefused(nobody.send(nobody.request("/api/v1/offerings").header("Authorization", credentials).build()));
    }

    @Test
    void letsNobodyInWithARevokedKey() {
        var key = keys.create("Soon gone", "Tests");
        var client = ApiClient.of(address, key);
        assertThat(client.get("/api/v1/offerings").status()).isEqualTo(200);
        keys.revoke(keys.open(key).orElseThrow().id(), "Tests");
        assertRefused(client.get("/api/v1/offerings"));
    }

    @Test
    void startsNoSession() {
        var answer = ApiClient.of(address, keys.create("Tests", "Tests")).get("/api/v1/offerings");
        assertThat(answer.response().headers().allValues("Set-Cookie")).isEmpty();
        assertThat(answer.header("Cache-Control")).contains("no-store");
    }

    @Test
    void limitsEachKeyForItself() {
        var limit = new RequestLimit(new ApiSettings(3));
        var busy = keys.open(keys.create("Busy", "Tests")).orElseThrow();
        for (var request = 0; request < 3; request++) {
            limit.count(busy);
        }
        var refusal = catchThrowableOfType(ErrorResponseException.class, () -> limit.count(busy));
        assertThat(refusal.getBody().getType()).isEqualTo(Problem.TOO_MANY_REQUESTS.type());
        assertThat(refusal.getStatusCode().value()).isEqualTo(429);
        assertThat(Long.parseLong(refusal.getHeaders().getFirst(HttpHeaders.RETRY_AFTER))).isBetween(1L, 21L);
        limit.count(keys.open(keys.create("Quiet", "Tests")).orElseThrow());
    }

    @Test
    void answersTheOneTooManyWith429() {
        var client = ApiClient.of(address, keys.create("Greedy", "Tests"));
        var last = client.get("/api/v1/nothing");
        for (var request = 0; request < 1_200 && last.status() != 429; request++) {
            last = client.get("/api/v1/nothing");
        }
        assertThat(last.status()).isEqualTo(429);
        assertThat(last.type()).isEqualTo("/problems/too-many-requests");
        assertThat(last.header("Retry-After")).isEqualTo("1");
    }

    private static void assertRefused(ApiClient.Answer answer) {
        assertThat(answer.status()).isEqualTo(401);
        assertThat(answer.header("Content-Type")).startsWith("application/problem+json");
        assertThat(answer.header("WWW-Authenticate")).isEqualTo("Bearer");
        assertThat(answer.type()).isEqualTo("/problems/key-needed");
        assertThat(answer.json().path("detail").asString()).contains("Authorization: Bearer upk_");
    }
}
