package dev.upfront.booking;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import dev.upfront.UpfrontTest;
import dev.upfront.sandbox.Fixtures;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.annotation.Transactional;

/** The script for a database that goes on with an empty engine; what it did is rolled back, because the other tests' engine is not empty. */
@UpfrontTest
@Transactional
class EngineLostTests {

    private final String[] script = Files.readString(Path.of("src/main/docker/engine-lost.sql")).replace("begin;", "").split("(?m)^commit;");

    @Autowired Bookings bookings;
    @Autowired BookingFlow flow;
    @Autowired Fixtures fixtures;
    @Autowired JdbcClient jdbc;

    EngineLostTests() throws IOException {}

    @Test
    void unfinishedStepsAskAgainAndTheFlowsAreDeployedAnew() {
        var booking = bookings.request(fixtures.request(fixtures.offering().onSale(), Duration.ofDays(2))).id();
        flow.takeUp(booking, 1);
        jdbc.sql("update booking.booking set created_at = created_at - interval '2 minutes' where id = ?").params(booking.value()).update();
        jdbc.sql("insert into engine.deployment values ('lost.bpmn', repeat('0', 64), timestamptz '2026-03-02 08:00Z')").update();
        jdbc.sql("insert into engine.open_job values ('lost.wait', ?, 1, 1, timestamptz '2026-03-02 08:00Z')").params(booking.value()).update();
        assertThat(bookings.notTakenUp()).extracting(Booking::id).doesNotContain(booking);

        jdbc.sql(script[0]).update();

        assertThat(bookings.notTakenUp()).extracting(Booking::id).contains(booking);
        assertThat(jdbc.sql("select resource from engine.deployment where resource = 'lost.bpmn' union select job_type from engine.open_job where subject = ?")
                .params(booking.value()).query().listOfRows()).isEmpty();
    }

    @Test
    void whatIsLostCanBeListed() {
        for (var list : script[1].strip().split(";")) {
            assertThatCode(() -> jdbc.sql(list).query().listOfRows()).doesNotThrowAnyException();
        }
    }
}
