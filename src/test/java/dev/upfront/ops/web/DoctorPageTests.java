package dev.upfront.ops.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.upfront.UpfrontTest;
import dev.upfront.sandbox.Sandbox;
import dev.upfront.sandbox.stripe.WebhookFault;
import java.net.URI;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What the console shows of the installation's health. */
@UpfrontTest
class DoctorPageTests {

    @Autowired Sandbox sandbox;
    @Autowired JdbcClient database;
    @Autowired InstantSource clock;
    @Value("${upfront.base-address}") URI base;

    @AfterEach
    void everythingWorksAgain() {
        sandbox.stripe().switches().reset();
    }

    @Test
    void thePageShowsEachFindingAndChecksTheRoundTrip() {
        var desk = Desk.signedIn(base);
        var page = desk.open("/ops/doctor");
        assertThat(page.select("h1").text()).isEqualTo("Doctor");
        assertThat(page.select("tbody tr").size()).isGreaterThanOrEqualTo(14);
        assertThat(page.text()).contains("Stripe key", "test mode", "Migrations", "Mail", "None waits");

        desk.press("Check the round trip");

        assertThat(desk.page().text()).contains("Stripe reached us: its webhook came in");
    }

    @Test
    void aRoundTripThatIsLostSaysWhereToLook() {
        sandbox.stripe().switches().webhooksNext(50, WebhookFault.LOST, "checkout.session.expired"); // a session of another test may expire now, too
        var desk = Desk.signedIn(base);
        desk.open("/ops/doctor");
        assertThat(desk.press("Check the round trip").text()).contains("no webhook came within 5 s");
    }

    @Test
    void eventsThatCouldNotBeProcessedAreListedWithTheReason() {
        var event = "evt_" + UUID.randomUUID();
        var waiting = Timestamp.from(clock.instant().minus(Duration.ofMinutes(5)));
        database.sql("insert into payment.stripe_event (id, type, payload, received_at, next_try_at, tries, problem) values (?, 'refund.updated', '{}', ?, ?, 3, 'Stripe did not answer.')")
                .params(List.of(event, waiting, Timestamp.from(clock.instant().plus(Duration.ofDays(365))))).update();
        try {
            var desk = Desk.signedIn(base);
            var page = desk.open("/ops/doctor");
            assertThat(page.select("#events").text()).contains("refund.updated", event, "5 minutes", "Stripe did not answer.");
            assertThat(page.text()).contains("events have waited for more than a minute");
            assertThat(desk.open("/ops/money").select(".notice").text()).contains("Stripe event", "wait");
        } finally {
            database.sql("delete from payment.stripe_event where id = ?").param(event).update();
        }
    }
}
