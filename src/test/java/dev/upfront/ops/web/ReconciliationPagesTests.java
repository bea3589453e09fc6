package dev.upfront.ops.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.upfront.UpfrontTest;
import dev.upfront.booking.Booking;
import dev.upfront.reconciliation.Reconciliation;
import dev.upfront.reconciliation.ReconciliationView;
import dev.upfront.reconciliation.RunId;
import dev.upfront.sandbox.Fixtures;
import dev.upfront.sandbox.Journey;
import dev.upfront.sandbox.Sandbox;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

@UpfrontTest
class ReconciliationPagesTests {

    @LocalServerPort int port;
    @Autowired Reconciliation reconciliation;
    @Autowired ReconciliationView view;
    @Autowired JdbcClient database;
    @Autowired Fixtures fixtures;
    @Autowired Journey journey;
    @Autowired Sandbox sandbox;

    private final UUID difference = UUID.randomUUID();
    private final String charge = "pi_" + UUID.randomUUID();
    private Desk desk;

    @BeforeEach
    void staffSignIn() {
        desk = Desk.signedIn(URI.create("http://localhost:" + port));
    }

    @AfterEach
    void nothingIsLeft() {
        database.sql("delete from reconciliation.difference where about = :about").param("about", charge).update();
    }

    @Test
    void staffAskForARunAndSeeHowItEnded() {
        desk.open("/ops/reconciliation");
        assertThat(desk.press("Run now").text()).contains("The books are being held against each other");
        var run = view.latestRuns(1).getFirst();
        await().atMost(30, TimeUnit.SECONDS).until(() -> ended(run.id()));

        assertThat(desk.open("/ops/reconciliation").text()).contains("Last held against each other", "Runs");
    }

    @Test
    void aCaseSaysWhatToDoAndIsClosedOnceWithANote() {
        raise();
        assertThat(desk.open("/ops").text()).containsPattern("differ in (one case|\\d+ cases)");
        var row = "tr:contains(" + charge + ")";
        assertThat(desk.open("/ops/reconciliation").select(row).text()).contains("Charge that we don't know", "€15.00", "Look it up at Stripe");
        var address = "/ops/reconciliation/" + difference + "/resolve";

        assertThat(desk.sendLate(address, Map.of("note", " ")).text()).contains("Say in a few words what it was");
        assertThat(view.open()).anyMatch(open -> open.about().equals(charge));

        assertThat(desk.sendLate(address, Map.of("note", "The card reader at the fair")).select(row).text()).contains("The card reader at the fair");
        assertThat(view.open()).noneMatch(open -> open.about().equals(charge));
        assertThat(desk.sendLate(address, Map.of("note", "Again")).text()).contains("closed before, so nothing was changed");
    }

    @Test
    void aPayoutShowsThePaymentsInIt() {
        Booking booking = journey.bookAndConfirm(fixtures.offering().deposit(4_000).onSale());
        var paid = database.sql("select a.intent, p.reference from payment.attempt a join payment.payment p on p.id = a.payment where p.subject = :booking and a.status = 'SUCCEEDED'")
                .param("booking", booking.id().value()).query((row, number) -> Map.entry(row.getString("intent"), row.getString("reference"))).single();
        sandbox.stripe().bank().dailyPayouts(true);
        sandbox.advance(Duration.ofDays(4));
        var run = reconciliation.ask("Ada");
        await().atMost(30, TimeUnit.SECONDS).until(() -> ended(run));
        sandbox.stripe().bank().dailyPayouts(false);
        var payout = database.sql("select payout from reconciliation.movement where intent = :intent and kind = 'CHARGE'").param("intent", paid.getKey()).query(String.class).single();

        assertThat(desk.open("/ops/reconciliation").text()).contains(payout, "Paid out");
        assertThat(desk.open("/ops/reconciliation/payouts/" + payout).select("tr:contains(" + paid.getValue() + ")").text()).contains("Charge", "€40.00");
        desk.open("/ops/reconciliation/payouts/po_nowhere");
        assertThat(desk.status()).isEqualTo(404);
    }

    private boolean ended(RunId run) {
        return view.latestRuns(20).stream().anyMatch(each -> each.id().equals(run) && each.endedAt() != null);
    }

    private void raise() {
        database.sql("""
                        insert into reconciliation.difference (id, kind, about, stripe_minor, ours_minor, currency, why, found_at)
                        values (:id, 'CHARGE_UNKNOWN', :about, 1500, 0, 'EUR', 'Stripe collected EUR 15.00, and no payment here knows of it.', now())""")
                .param("id", difference).param("about", charge).update();
    }
}
