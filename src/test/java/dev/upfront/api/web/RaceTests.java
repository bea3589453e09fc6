package dev.upfront.api.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.upfront.UpfrontTest;
import dev.upfront.api.ApiKeys;
import dev.upfront.api.web.ApiClient.Answer;
import dev.upfront.booking.Bookings;
import dev.upfront.catalog.Offering;
import dev.upfront.sandbox.Fixtures;
import java.io.IOException;
import java.net.CookieManager;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;

/** A hundred clients want one slot at the same moment: one gets it, the others are told what else is free. */
@UpfrontTest
class RaceTests {

    private static final int CLIENTS = 100;
    /** A program that has just started is slow; these few bookings are not what is tested. */
    private static final int FIRST_FEW = 4;

    @Autowired Fixtures fixtures;
    @Autowired Bookings bookings;
    @Autowired ApiKeys keys;
    @Value("${upfront.base-address}") URI address;

    private Offering offering;
    private Instant start;

    @BeforeEach
    void open() {
        offering = fixtures.offering().onSale();
        start = fixtures.request(offering, Duration.ofDays(2)).startsAt();
    }

    @Test
    void oneOfAHundredGetsTheSlotByTheApi() throws Exception {
        var api = ApiClient.of(address, keys.create("Race", "Tests"));
        for (var first = 0; first < FIRST_FEW; first++) {
            api.order("first-" + first, ApiClient.bodyOfOrder(offering, start.plus(Duration.ofHours(24 + first / 2))));
        }

        var answers = race(client -> () -> api.order("race-" + client, ApiClient.bodyOfOrder(offering, start)));

        assertThat(answers).extracting(Answer::status).containsOnly(201, 409).containsOnlyOnce(201);
        assertThat(answers).filteredOn(answer -> answer.status() == 409).hasSize(CLIENTS - 1).allSatisfy(answer -> {
            assertThat(answer.type()).isEqualTo("/problems/slot-taken");
            assertThat(answer.json().path("detail").asString()).contains("nothing was charged");
            assertThat(answer.json().path("alternatives").isEmpty()).isFalse();
        });
        assertBookedOnce();
    }

    @Test
    void oneOfAHundredGetsTheSlotByTheBookingPage() throws Exception {
        var browser = HttpClient.newBuilder().cookieHandler(new CookieManager()).build();
        var details = detailsPage(browser, start);
        var other = detailsPage(browser, start.plus(Duration.ofHours(24)));
        for (var first = 0; first < FIRST_FEW; first++) {
            submit(browser, other, first);
        }

        var answers = race(client -> () -> submit(browser, details, client));

        assertThat(answers).extracting(HttpResponse::statusCode).containsOnly(303, 409).containsOnlyOnce(303);
        assertThat(answers).filteredOn(answer -> answer.statusCode() == 409).hasSize(CLIENTS - 1).allSatisfy(answer -> {
            var page = Jsoup.parse(answer.body());
            assertThat(page.select("[role=alert]").text()).contains("taken", "nothing was charged");
            assertThat(page.select("input[type=radio][name=start]")).as("other times").isNotEmpty();
            assertThat(page.select("input[name=name]").val()).as("what was typed").isEqualTo("Grace Test");
        });
        assertBookedOnce();
    }

    /** All wait at the line until the last one is there. */
    private static <T> List<T> race(IntFunction<Callable<T>> client) throws InterruptedException, ExecutionException {
        var ready = new CountDownLatch(CLIENTS);
        try (var clients = Executors.newVirtualThreadPerTaskExecutor()) {
            var racing = IntStream.range(0, CLIENTS).mapToObj(n -> clients.submit(() -> {
                ready.countDown();
                ready.await();
                return client.apply(n).call();
            })).toList();
            var answers = new ArrayList<T>();
            for (Future<T> answer : racing) {
                answers.add(answer.get());
            }
            return answers;
        }
    }

    private void assertBookedOnce() {
        assertThat(bookings.startingBetween(start, start.plusSeconds(1)))
                .filteredOn(booking -> booking.provider().equals(offering.providers().getFirst())).hasSize(1);
    }

    private Document detailsPage(HttpClient browser, Instant start) throws IOException, InterruptedException {
        var page = address.resolve("/book/%s/details?provider=%s&start=%s".formatted(offering.slug(), offering.providers().getFirst(), start));
        return Jsoup.parse(browser.send(HttpRequest.newBuilder(page).build(), BodyHandlers.ofString()).body(), page.toString());
    }

    /** Each client has a page of its own, so a request key of its own, and an address of its own (of those that are for examples: RFC 5737). */
    private static HttpResponse<String> submit(HttpClient browser, Document details, int client) throws IOException, InterruptedException {
        var form = details.selectFirst("main form[method=post]");
        var typed = form.select("input[type=hidden]").stream().collect(Collectors.toMap(field -> field.attr("name"), field -> field.val()));
        typed.put("requestKey", UUID.randomUUID().toString());
        typed.put("name", "Grace Test");
        typed.put("mail", "grace-" + typed.get("requestKey") + "@client.example");
        typed.put("agreed", "yes");
        var body = typed.entrySet().stream().map(field -> field.getKey() + "=" + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
        return browser.send(HttpRequest.newBuilder(URI.create(form.absUrl("action"))).timeout(Duration.ofSeconds(60))
                .header("Content-Type", "application/x-www-form-urlencoded").header("X-Forwarded-For", "203.0.113." + client)
                .POST(BodyPublishers.ofString(body)).build(), BodyHandlers.ofString());
    }
}
