package dev.upfront.api.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.zaxxer.hikari.HikariDataSource;
import dev.upfront.Application;
import dev.upfront.api.ApiKeys;
import dev.upfront.api.web.ApiClient.Answer;
import dev.upfront.booking.Bookings;
import dev.upfront.sandbox.Fixtures;
import dev.upfront.sandbox.Sandbox;
import dev.upfront.sandbox.SandboxInitializer;
import java.net.URI;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.ContextConfiguration;

/** What integrators are told while the engine or the database is away. In an application of its own, because it breaks it. */
@SpringBootTest(classes = Application.class, webEnvironment = WebEnvironment.DEFINED_PORT,
        properties = {"server.port=0", "spring.datasource.hikari.connection-timeout=1000", "spring.datasource.hikari.maximum-pool-size=4"})
@ContextConfiguration(initializers = SandboxInitializer.class)
@DirtiesContext
class OutageTests {

    @Autowired Fixtures fixtures;
    @Autowired Bookings bookings;
    @Autowired Sandbox sandbox;
    @Autowired HikariDataSource database;

    private ApiClient api;

    @BeforeEach
    void connect(@Autowired ApiKeys keys, @Value("${upfront.base-address}") URI address) {
        api = ApiClient.of(address, keys.create("Tests", "Tests"));
    }

    @Test
    void booksWhileTheEngineIsAwayButCannotSayWhatCancellingCosts() {
        sandbox.stopEngine();
        var offering = fixtures.offering().onSale();
        var made = api.order("engine-away", ApiClient.bodyOfOrder(offering, fixtures.request(offering, Duration.ofDays(2)).startsAt()));
        assertThat(made.status()).isEqualTo(201);
        var path = made.header("Location");
        assertAway(api.get(path + "/cancellation"), "engine-away", "nothing is lost");
        await().atMost(Duration.ofSeconds(20)).until(() -> api.get("/actuator/health").status() == 503);
        assertThat(api.get(path).json().path("status").asString()).isEqualTo("HELD");
    }

    @Test
    void losesNothingWhenTheDatabaseIsAway() throws SQLException {
        var offering = fixtures.offering().onSale();
        var order = ApiClient.bodyOfOrder(offering, fixtures.request(offering, Duration.ofDays(2)).startsAt());
        var held = new ArrayList<Connection>();
        try {
            while (held.size() < database.getMaximumPoolSize()) {
                held.add(database.getConnection());
            }
            assertAway(api.order("database-away", order), "database-away", "Nothing was charged");
            assertAway(api.get("/api/v1/offerings"), "database-away", "Nothing was charged");
        } finally {
            for (var connection : held) {
                connection.close();
            }
        }
        assertThat(api.order("database-away", order).status()).isEqualTo(201);
        assertThat(api.order("database-away", order).status()).isEqualTo(200);
    }

    private static void assertAway(Answer answer, String type, String money) {
        assertThat(answer.status()).as(answer.response().body()).isEqualTo(503);
        assertThat(answer.type()).isEqualTo("/problems/" + type);
        assertThat(answer.header("Retry-After")).isEqualTo("30");
        assertThat(answer.header("Content-Type")).startsWith("application/problem+json");
        assertThat(answer.json().path("detail").asString()).contains(money);
    }
}
