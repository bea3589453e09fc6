package dev.upfront.ops.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.upfront.UpfrontTest;
import dev.upfront.booking.Booking;
import dev.upfront.dispute.Dispute;
import dev.upfront.dispute.DisputeStatus;
import dev.upfront.dispute.Disputes;
import dev.upfront.engine.Processes;
import dev.upfront.payment.Payments;
import dev.upfront.sandbox.Fixtures;
import dev.upfront.sandbox.Journey;
import dev.upfront.sandbox.Sandbox;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;

/** What staff see of a dispute and do about it, and what the other pages say of it. */
@UpfrontTest
class DisputePagesTests {

    @Autowired Fixtures fixtures;
    @Autowired Journey journey;
    @Autowired Sandbox sandbox;
    @Autowired Disputes disputes;
    @Autowired Payments payments;
    @Autowired Processes processes;
    @Value("${upfront.base-address}") URI base;
    private Booking booking;
    private Dispute dispute;
    private Desk desk;

    @BeforeEach
    void aDisputeIsOpened() {
        booking = journey.bookAndConfirm(fixtures.offering().onSale());
        sandbox.stripe().issuers().openDispute(journey.charges(booking).getFirst().id(), "product_not_received");
        dispute = await().until(() -> disputes.ofSubject(booking.id().value()), found -> !found.isEmpty()).getFirst();
        await().atMost(Duration.ofSeconds(20)).until(() -> processes.waitsAt("ops.decideDispute", dispute.id().value()));
        desk = Desk.signedIn(base);
    }

    @Test
    void itStandsOnTheListWithItsDeadlineAndCountsAsWaiting() {
        assertThat(desk.page().select(".notice a[href=/ops/disputes/" + dispute.id() + "]").text()).contains("€120.00 disputed, the bank waits until");
        assertThat(desk.page().select("nav a[href=/ops/money] .count").text()).isNotEmpty();
        var row = desk.open("/ops/disputes").select("tr:contains(" + dispute.reference() + ")").text();
        assertThat(row).contains("8 days left", "€120.00", "did not get what they paid for", "Needs you", booking.reference());
    }

    @Test
    void theEvidenceIsHandedInAfterTheMoneyWasShown() {
        desk.open("/ops/disputes/" + dispute.id());
        assertThat(desk.page().text()).contains("€120.00 disputed by the bank of Mira Test", "The bank waits until", "If nobody decides, the evidence is handed in as it is", "Stripe’s fee");
        assertThat(desk.page().select(".plain-list").text()).contains("The purchase and its payment", "none was asked forMissing");

        desk.press("Hand the evidence in", Map.of("words", "She was here.\nWe have spoken."));
        assertThat(desk.page().text()).contains("Hand the evidence in?", "Comes back if the bank decides for you €120.00", "€20.00", "She was here.");
        assertThat(disputes.dispute(dispute.id()).decision()).as("nothing is done yet").isNull();
        desk.press("Hand in for €120.00");

        assertThat(desk.page().select(".notice.done").text()).contains("The evidence is handed in");
        await().atMost(Duration.ofSeconds(20)).until(() -> disputes.dispute(dispute.id()).status() == DisputeStatus.SUBMITTED);
        assertThat(disputes.dispute(dispute.id()).words()).contains("We have spoken.");
        assertThat(desk.open("/ops/disputes/" + dispute.id()).text()).contains("With the bank", "She was here.");
        assertThat(desk.page().select("button").eachText()).doesNotContain("Hand the evidence in…");
    }

    @Test
    void twoPeopleDecideAndTheSecondIsToldWhatHappened() {
        var other = Desk.signedIn(base);
        other.open("/ops/disputes/" + dispute.id() + "/accept");
        desk.open("/ops/disputes/" + dispute.id() + "/accept");
        assertThat(desk.page().text()).contains("Accept the dispute?", "You give up €120.00", "Stays with the client €120.00");
        desk.press("Give up €120.00");
        other.press("Give up €120.00");
        assertThat(other.page().select(".notice.stuck").text()).contains("There is nothing to decide", "Nothing was changed");
        await().atMost(Duration.ofSeconds(20)).until(() -> disputes.dispute(dispute.id()).status() == DisputeStatus.LOST);

        var page = desk.open("/ops/disputes/" + dispute.id());
        assertThat(page.text()).contains("What the client still has", "Cost in all €140.00");
        assertThat(page.select("a[href=/ops/bookings/" + booking.id() + "/cancel]").text()).isEqualTo("Cancel it…");
    }

    @Test
    void theEvidenceIsAPdfWithTheHashThatThePageShows() {
        var page = desk.open("/ops/disputes/" + dispute.id());
        assertThat(page.select(".key").text()).isEqualTo(disputes.pack(dispute.id()).orElseThrow().sha256());
        desk.open("/ops/disputes/" + dispute.id() + "/evidence.pdf");
        assertThat(desk.status()).isEqualTo(200);
        assertThat(desk.answer().headers().firstValue("Content-Type")).contains("application/pdf");
        assertThat(desk.answer().headers().firstValue("Content-Disposition").orElseThrow()).contains("evidence-" + dispute.reference() + ".pdf");
    }

    @Test
    void thePagesOfPaymentBookingAndClientSayThatItIsDisputed() {
        var payment = payments.ofSubject(booking.id().value()).getFirst();
        for (var address : new String[] {"/ops/payments/" + payment.id(), "/ops/bookings/" + booking.id(), "/ops/clients/" + booking.client()}) {
            assertThat(desk.open(address).select(".notice a[href=/ops/disputes/" + dispute.id() + "]").text()).as(address).contains("Disputed: the client’s bank has taken back €120.00");
        }
        assertThat(desk.open("/ops/clients/" + booking.client() + "?show=disputes").select(".timeline").text()).contains("€120.00 disputed", dispute.reference());
    }

    @Test
    void aDisputedPaymentIsNotRefundedAndTheFormSaysWhy() {
        var payment = payments.ofSubject(booking.id().value()).getFirst();
        assertThat(desk.open("/ops/payments/" + payment.id()).select("a.button").eachText()).doesNotContain("Refund…");
        assertThat(desk.page().select(".figures").text()).contains("the bank has it while it decides €120.00", "Kept €0.00");

        desk.open("/ops/payments/" + payment.id() + "/refund");
        desk.press("Go on", Map.of("amount", "10", "reason", "Kindness"));

        assertThat(desk.status()).isEqualTo(422);
        assertThat(desk.page().select("#amount-error").text()).contains("taken €120.00 back while it decides a dispute", "Stripe refuses", "At most €0.00");
        assertThat(payments.refundsOf(booking.id().value())).isEmpty();
    }

    @Test
    void anUnknownDisputeIsSaidToBeNothing() {
        desk.open("/ops/disputes/00000000-0000-4000-8000-000000000000");
        assertThat(desk.status()).isEqualTo(404);
        desk.open("/ops/disputes/nonsense");
        assertThat(desk.status()).isEqualTo(404);
    }
}
