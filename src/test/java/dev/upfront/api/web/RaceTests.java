package dev.upfront.api.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.upfront.UpfrontTest;
import dev.upfront.api.ApiKeys;
import dev.upfront.api.web.ApiClient.Answer;
import dev.upfront.booking.Bookings;
import dev.upfront.sandbox.Fixtures;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;

/** A hundred clients want one slot at the same moment: one gets it, the others are told what else is free. */
@UpfrontTest
class RaceTests {

    private static final int CLIENTS = 100;

    @Autowired Fixtures fixtures;
    @Autowired Bookings bookings;
    @Autowired ApiKeys keys;
    @Value("${upfront.base-address}") URI address;

    @Test
    void oneOfAHundredGetsTheSlotByTheApi() throws Exception {
        var offering = fixtures.offering().onSale();
        var start = fixtures.request(offering, Duration.ofDays(2)).startsAt();
        var api = ApiClient.of(address, keys.create("Race", "Tests"));
        var go = new CountDownLatch(1);
        try (var clients = Executors.newVirtualThreadPerTaskExecutor()) {
            var racing = IntStream.range(0, CLIENTS).mapToObj(n -> clients.submit(() -> {
                go.await();
                return api.order("race-" + n, ApiClient.bodyOfOrder(offering, start));
            })).toList();
            go.countDown();
            var answers = racing.stream().map(RaceTests::join).toList();
            assertThat(answers).extracting(Answer::status).containsOnly(201, 409);
            assertThat(answers).filteredOn(answer -> answer.status() == 201).hasSize(1);
            assertThat(answers).filteredOn(answer -> answer.status() == 409).hasSize(CLIENTS - 1).allSatisfy(answer -> {
                assertThat(answer.type()).isEqualTo("/problems/slot-taken");
                assertThat(answer.json().path("detail").asString()).contains("nothing was charged");
                assertThat(answer.json().path("alternatives").isEmpty()).isFalse();
            });
        }
        assertThat(bookings.startingBetween(start, start.plusSeconds(1)))
                .filteredOn(booking -> booking.provider().equals(offering.providers().getFirst())).hasSize(1);
    }

    private static Answer join(Future<Answer> answer) {
        try {
            return answer.get();
        } catch (Exception none) {
            throw new AssertionError(none);
        }
    }
}
