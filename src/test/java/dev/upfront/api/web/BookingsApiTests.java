package dev.upfront.api.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.upfront.UpfrontTest;
import dev.upfront.api.ApiKeys;
import dev.upfront.api.web.ApiClient.Answer;
import dev.upfront.booking.BookingStatus;
import dev.upfront.booking.Bookings;
import dev.upfront.calendar.Calendar;
import dev.upfront.catalog.CancellationPolicy;
import dev.upfront.catalog.Offering;
import dev.upfront.client.Links;
import dev.upfront.sandbox.Fixtures;
import dev.upfront.sandbox.Journey;
import java.net.URI;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;

/** Booking, reading, moving and cancelling as an integrator sees it, over HTTP. */
@UpfrontTest
class BookingsApiTests {

    @Autowired Fixtures fixtures;
    @Autowired Journey journey;
    @Autowired Bookings bookings;
    @Autowired Calendar calendar;
    @Autowired Links links;
    @Autowired InstantSource clock;

    private ApiClient api;

    @BeforeEach
    void connect(@Autowired ApiKeys keys, @Value("${upfront.base-address}") URI address) {
        api = ApiClient.of(address, keys.create("Tests", "Tests"));
    }

    @Test
    void listsWhatIsOnSaleAndWhenItIsFree() {
        var offering = fixtures.offering().deposit(4_000).onSale();
        var listed = api.get("/api/v1/offerings").json().path("offerings").valueStream()
                .filter(one -> one.path("slug").asString().equals(offering.slug())).findFirst().orElseThrow();
        assertThat(listed.at("/price/minor").asLong()).isEqualTo(12_000);
        assertThat(listed.at("/dueAtBooking/minor").asLong()).isEqualTo(4_000);
        assertThat(listed.at("/dueLater/minor").asLong()).isEqualTo(8_000);
        assertThat(listed.at("/policy/freeUntil").asString()).isEqualTo("PT24H");
        assertThat(listed.path("page").asString()).isEqualTo(api.address() + "/book/" + offering.slug());

        var from = clock.instant();
        var slots = api.get(availability(offering, from, from.plus(Duration.ofDays(2)))).json().path("slots");
        assertThat(slots.size()).isBetween(40, 48);
        assertThat(slots.get(0).path("provider").asString()).isEqualTo(offering.providers().getFirst().toString());
        assertThat(Instant.parse(slots.get(0).path("startsAt").asString())).isAfterOrEqualTo(from);
    }

    @Test
    void booksReadsAndCancels() {
        var offering = fixtures.offering().onSale();
        var start = freeStart(offering, 2);

        var made = api.order("order-1", ApiClient.bodyOfOrder(offering, start));
        assertThat(made.status()).isEqualTo(201);
        var path = made.header("Location");
        assertThat(path).isEqualTo("/api/v1/bookings/" + made.json().path("reference").asString());
        assertThat(made.json().path("status").asString()).isEqualTo("HELD");
        assertThat(made.json().path("startsAt").asString()).isEqualTo(start.toString());
        assertThat(made.json().has("holdExpiresAt")).isTrue();
        assertThat(made.json().at("/dueAtBooking/minor").asLong()).isEqualTo(12_000);
        assertThat(made.json().at("/dueAtBooking/currency").asString()).isEqualTo("EUR");
        var step = made.json().path("stepAddress").asString();
        assertThat(step).startsWith(api.address() + "/s/");
        assertThat(links.open(step.substring(step.lastIndexOf('/') + 1))).isPresent();

        var read = api.get(path);
        assertThat(read.status()).isEqualTo(200);
        assertThat(read.json().path("reference")).isEqualTo(made.json().path("reference"));
        assertThat(read.json().has("stepAddress")).isFalse();

        var amounts = api.get(path + "/cancellation");
        assertThat(amounts.json().at("/fee/minor").asLong(-1)).isZero();
        var cancelled = api.post(path + "/cancel", amounts.json().toString());
        assertThat(cancelled.status()).isEqualTo(200);
        assertThat(cancelled.json().path("status").asString()).isEqualTo("CANCELLED");
        assertThat(cancelled.json().at("/ending/reason").asString()).isEqualTo("CLIENT_CANCELLED");
        assertThat(calendar.freeSlots(offering.providers().getFirst(), offering.duration(), start, start.plusSeconds(1))).hasSize(1);

        assertThat(api.post(path + "/cancel", amounts.json().toString()).status()).as("a repeat").isEqualTo(200);
        assertProblem(api.get(path + "/cancellation"), 409, "not-allowed");
    }

    @Test
    void cancelsLateForExactlyTheAmountsThatWereShown() {
        var policy = new CancellationPolicy(Duration.ofDays(30), Duration.ofDays(1), 2_500, 10_000);
        var booking = journey.bookAndConfirm(fixtures.offering().policy(policy).onSale());
        var path = "/api/v1/bookings/" + booking.reference();
        var amounts = api.get(path + "/cancellation").json();
        assertThat(List.of("paid", "fee", "kept", "refund", "feeDue")).extracting(name -> amounts.path(name).path("minor").asLong())
                .containsExactly(12_000L, 3_000L, 3_000L, 9_000L, 0L);

        var dream = amounts.toString().replace("3000", "0").replace("9000", "12000");
        var refused = api.post(path + "/cancel", dream);
        assertProblem(refused, 409, "amounts-changed");
        assertThat(refused.json().path("amounts")).isEqualTo(amounts);
        assertThat(bookings.booking(booking.id()).status()).isEqualTo(BookingStatus.CONFIRMED);

        assertThat(api.post(path + "/cancel", amounts.toString()).json().at("/ending/fee/minor").asLong()).isEqualTo(3_000);
        assertProblem(api.post(path + "/cancel", dream), 409, "not-allowed");
    }

    @Test
    void movesWithinThePolicy() {
        var offering = fixtures.offering().onSale();
        var mine = journey.book(offering);
        var taken = freeStart(offering, 4);
        bookings.request(fixtures.request(offering, taken));
        var path = "/api/v1/bookings/" + mine.reference();

        var refused = api.post(path + "/move", "{\"startsAt\": \"%s\"}".formatted(taken));
        assertProblem(refused, 409, "slot-taken");
        assertThat(starts(refused)).isNotEmpty().doesNotContain(taken).allMatch(taken::isBefore);
        assertProblem(api.post(path + "/move", "{\"startsAt\": \"%s\"}".formatted(taken.plusSeconds(60))), 422, "slot-not-offered");

        var next = starts(refused).getFirst();
        for (var again = 0; again < 2; again++) {
            var moved = api.post(path + "/move", "{\"startsAt\": \"%s\"}".formatted(next));
            assertThat(moved.status()).isEqualTo(200);
            assertThat(moved.json().path("startsAt").asString()).isEqualTo(next.toString());
        }
        assertThat(bookings.booking(mine.id()).moves()).isEqualTo(1);
    }

    @Test
    void doesNotMoveTooLate() {
        var policy = new CancellationPolicy(Duration.ofDays(30), Duration.ofDays(30), 0, 0);
        var offering = fixtures.offering().policy(policy).onSale();
        var booking = journey.book(offering);
        assertProblem(api.post("/api/v1/bookings/" + booking.reference() + "/move", "{\"startsAt\": \"%s\"}".formatted(freeStart(offering, 5))), 409, "not-allowed");
    }

    @Test
    void repeatsAnOrderWithoutBookingTwice() {
        var offering = fixtures.offering().onSale();
        var order = ApiClient.bodyOfOrder(offering, freeStart(offering, 2));
        var first = api.order("once", order);
        var again = api.order("once", order.replace(", ", ",   "));
        assertThat(first.status()).isEqualTo(201);
        assertThat(again.status()).isEqualTo(200);
        assertThat(again.json().path("reference")).isEqualTo(first.json().path("reference"));
        assertThat(again.json().path("stepAddress").asString()).startsWith(api.address() + "/s/").isNotEqualTo(first.json().path("stepAddress").asString());
    }

    @Test
    void refusesAnotherOrderWithTheSameKey() {
        var offering = fixtures.offering().onSale();
        var start = freeStart(offering, 2);
        assertThat(api.order("mine", ApiClient.bodyOfOrder(offering, start)).status()).isEqualTo(201);
        assertProblem(api.order("mine", ApiClient.bodyOfOrder(offering, start.plus(Duration.ofHours(3)))), 422, "idempotency-key-reused");
    }

    @Test
    void forgetsAKeyWhoseOrderWasRefused() {
        var offering = fixtures.offering().onSale();
        var start = freeStart(offering, 2);
        bookings.request(fixtures.request(offering, start));
        var refused = api.order("second-try", ApiClient.bodyOfOrder(offering, start));
        assertProblem(refused, 409, "slot-taken");
        assertThat(api.order("second-try", ApiClient.bodyOfOrder(offering, starts(refused).getFirst())).status()).isEqualTo(201);
    }

    @Test
    void booksOnceWhenTheSameOrderComesTenTimesAtOnce() {
        var offering = fixtures.offering().onSale();
        var order = ApiClient.bodyOfOrder(offering, freeStart(offering, 2));
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var answers = IntStream.range(0, 10).mapToObj(n -> threads.submit(() -> api.order("double-click", order))).toList().stream()
                    .map(BookingsApiTests::await).toList();
            assertThat(answers).extracting(Answer::status).containsOnlyOnce(201).containsOnly(201, 200);
            assertThat(answers).extracting(answer -> answer.json().path("reference")).containsOnly(answers.getFirst().json().path("reference"));
        }
    }

    @Test
    void offersTheNextFreeSlotsInsteadOfATakenOne() {
        var offering = fixtures.offering().onSale();
        var start = freeStart(offering, 2);
        bookings.request(fixtures.request(offering, start));
        var refused = api.order("late", ApiClient.bodyOfOrder(offering, start));
        assertProblem(refused, 409, "slot-taken");
        assertThat(refused.json().path("detail").asString()).contains("nothing was charged");
        assertThat(starts(refused)).hasSize(5).isSorted().doesNotContain(start).allMatch(start::isBefore);
    }

    @Test
    void refusesASlotThatHasPassed() {
        var offering = fixtures.offering().onSale();
        var refused = api.order("past", ApiClient.bodyOfOrder(offering, clock.instant().minusSeconds(3_600)));
        assertProblem(refused, 422, "slot-not-offered");
        assertThat(refused.json().path("detail").asString()).startsWith("This time has passed.");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            "name": "Grace Test"   | "name": " "              | client.name
            "name": "Grace Test"   | "name": "a\\u0000b"      | client.name
            "mail": "              | "mail": "@@              | client.mail
            "zone": "Europe/Berlin"| "zone": "Mars/Olympus"   | client.zone
            "startsAt": "          | "startsAt": "on           | startsAt
            "provider": "          | "provider": "x           | provider
            "client": {            | "Client": {              | client
            """)
    void saysWhichFieldIsWrong(String right, String wrong, String field) {
        var offering = fixtures.offering().onSale();
        var body = ApiClient.bodyOfOrder(offering, freeStart(offering, 2));
        assertThat(body).contains(right);
        var refused = api.order("wrong", body.replace(right, wrong));
        assertProblem(refused, 422, "invalid");
        assertThat(refused.json().at("/errors/0/field").asString()).isEqualTo(field);
        assertThat(refused.json().at("/errors/0/message").asString()).isNotBlank();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{", "[]", "null", "\"book\"", "{\"offering\": ", "\u0000"})
    void refusesWhatIsNotAnOrder(String body) {
        var refused = api.order("malformed", body);
        assertThat(refused.status()).as(refused.response().body()).isIn(400, 422);
        assertThat(refused.type()).isIn("/problems/unreadable", "/problems/invalid");
    }

    @Test
    void wantsWholeMinorUnits() {
        var booking = journey.book(fixtures.offering().onSale());
        var path = "/api/v1/bookings/" + booking.reference();
        var amounts = api.get(path + "/cancellation").json().toString();
        assertProblem(api.post(path + "/cancel", amounts.replaceFirst("\"minor\":0", "\"minor\":0.5")), 422, "invalid");
        assertProblem(api.post(path + "/cancel", amounts.replaceFirst("\"minor\":0", "\"minor\":null")), 422, "invalid");
    }

    @Test
    void wantsAnIdempotencyKeyJsonAndAKnownOffering() {
        var offering = fixtures.offering().onSale();
        var body = ApiClient.bodyOfOrder(offering, freeStart(offering, 2));
        assertProblem(api.post("/api/v1/bookings", body), 400, "idempotency-key-needed");
        assertProblem(api.order("two words", body), 422, "invalid");
        assertProblem(api.send(api.request("/api/v1/bookings").header("Idempotency-Key", "k").setHeader("Content-Type", "text/plain")
                .POST(BodyPublishers.ofString(body)).build()), 415, "not-json");
        assertProblem(api.order("k", body.replace(offering.slug(), "no-such-offering")), 404, "offering-unknown");
        assertProblem(api.order("k", body.replace(offering.slug(), "a'\\u0000;")), 404, "offering-unknown");
        assertProblem(api.order("k", body.replace(offering.providers().getFirst().toString(), UUID.randomUUID().toString())), 422, "invalid");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            from=2030-01-01T00:00:00Z&to=2030-03-05T00:00:00Z                   | 422
            from=2030-01-02T00:00:00Z&to=2030-01-01T00:00:00Z                   | 422
            from=monday&to=2030-01-01T00:00:00Z                                 | 422
            from=2030-01-01T00:00:00Z                                           | 422
            provider=me&from=2030-01-01T00:00:00Z&to=2030-01-02T00:00:00Z       | 422
            from=%2B1000000000-12-31T00:00:00Z&to=%2B1000000000-12-31T23:59:59Z | 200
            from=-1000000000-01-01T00:00:00Z&to=-1000000000-01-02T00:00:00Z     | 200
            from=2001-01-01T00:00:00Z&to=2001-01-02T00:00:00Z                   | 200
            """)
    void understandsAnySpan(String span, int status) {
        var offering = fixtures.offering().onSale();
        var answer = api.get("/api/v1/availability?offering=" + offering.slug() + "&" + span);
        assertThat(answer.status()).as(answer.response().body()).isEqualTo(status);
        assertThat(status == 422 ? answer.type().equals("/problems/invalid") : answer.json().path("slots").isEmpty()).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "/api/v1/bookings/UP-NOSUCH00, booking-unknown", "/api/v1/bookings/a%27b, booking-unknown",
        "/api/v1/bookings/UP-NOSUCH00/cancellation, booking-unknown", "/api/v1/nothing, nothing-here", "/api/v2, nothing-here",
        "/api/v1/availability?offering=%00&from=2030-01-01T00:00:00Z&to=2030-01-02T00:00:00Z, offering-unknown"})
    void saysWhatIsNotThere(String path, String type) {
        assertProblem(api.get(path), 404, type);
    }

    private static Answer await(Future<Answer> answer) {
        try {
            return answer.get(60, TimeUnit.SECONDS);
        } catch (Exception none) {
            throw new AssertionError(none);
        }
    }

    private Instant freeStart(Offering offering, int daysAhead) {
        return fixtures.request(offering, Duration.ofDays(daysAhead)).startsAt();
    }

    private static String availability(Offering offering, Instant from, Instant to) {
        return "/api/v1/availability?offering=%s&from=%s&to=%s".formatted(offering.slug(), from, to);
    }

    private static List<Instant> starts(Answer refused) {
        return refused.json().path("alternatives").valueStream().map(slot -> Instant.parse(slot.path("startsAt").asString())).toList();
    }

    private static void assertProblem(Answer answer, int status, String type) {
        assertThat(answer.status()).as(answer.response().body()).isEqualTo(status);
        assertThat(answer.header("Content-Type")).startsWith("application/problem+json");
        assertThat(answer.type()).isEqualTo("/problems/" + type);
        assertThat(answer.json().path("status").asInt()).isEqualTo(status);
        assertThat(answer.json().path("title").asString()).isNotBlank();
        assertThat(answer.json().path("detail").asString()).isNotBlank();
    }
}
