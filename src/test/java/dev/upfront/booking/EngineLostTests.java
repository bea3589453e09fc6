package dev.upfront.booking;

import static org.assertj.core.api.Assertions.assertThat;

import dev.upfront.sandbox.Fixtures;
import dev.upfront.sandbox.MovableClock;
import dev.upfront.sandbox.RoomTest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The script for a database that goes on with an empty engine. */
@RoomTest
@Import(Fixtures.class)
class EngineLostTests {

    @Autowired Bookings bookings;
    @Autowired BookingFlow flow;
    @Autowired Fixtures fixtures;
    @Autowired JdbcClient jdbc;
    @Autowired MovableClock clock;

    @Test
    void unfinishedStepsAskAgainAndTheFlowsAreDeployedAnew() throws IOException {
        var booking = bookings.request(fixtures.request(fixtures.offering().onSale(), Duration.ofDays(2)));
        flow.takeUp(booking.id(), 1);
        jdbc.sql("insert into engine.deployment values ('booking.bpmn', repeat('0', 64), timestamptz '2026-03-02 08:00Z')").update();
        jdbc.sql("insert into engine.open_job values ('payment.payOnline', ?, 1, 1, timestamptz '2026-03-02 08:00Z')").params(booking.id().value()).update();
        clock.advance(Duration.ofMinutes(2));
        assertThat(bookings.notTakenUp()).isEmpty();

        jdbc.sql(Files.readString(Path.of("src/main/docker/engine-lost.sql")).split("(?m)^commit;")[0].replace("begin;", "")).update();

        assertThat(bookings.notTakenUp()).extracting(Booking::id).containsExactly(booking.id());
        assertThat(jdbc.sql("select (select count(*) from engine.deployment) + (select count(*) from engine.open_job)").query(Long.class).single()).isZero();
    }

    @Test
    void whatIsLostCanBeListed() throws IOException {
        var lists = Files.readString(Path.of("src/main/docker/engine-lost.sql")).split("(?m)^commit;")[1].split(";");
        for (var list : lists) {
            if (!list.isBlank()) {
                assertThat(jdbc.sql(list).query().listOfRows()).isEmpty();
            }
        }
    }
}
