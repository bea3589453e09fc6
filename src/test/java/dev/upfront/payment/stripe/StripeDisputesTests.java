package dev.upfront.payment.stripe;

import static dev.upfront.payment.stripe.StripeWorld.given;
import static org.assertj.core.api.Assertions.assertThat;

import dev.upfront.money.Money;
import dev.upfront.payment.stripe.DisputedCharge.Standing;
import dev.upfront.sandbox.stripe.Failure;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** How a dispute is read and answered. */
class StripeDisputesTests {

    private static final byte[] PDF = "%PDF-1.7 what happened".getBytes(StandardCharsets.US_ASCII);
    private static final Map<EvidenceField, String> EVIDENCE = Map.of(EvidenceField.CUSTOMER_NAME, "Ada", EvidenceField.PRODUCT_DESCRIPTION, "Coaching, 60 min");

    private final StripeWorld world = new StripeWorld();
    private Instant begin;
    private String intent;
    private String dispute;

    @BeforeEach
    void openADispute() {
        begin = world.clock.instant();
        var customer = world.customer();
        intent = world.charged(customer, world.card(customer), 8_000);
        dispute = world.standIn.issuers().openDispute(world.chargeOf(intent), "product_not_received");
    }

    @AfterEach
    void close() {
        world.close();
    }

    @Test
    void readsADispute() {
        var read = given(world.disputes.dispute(dispute));
        assertThat(read).isEqualTo(new DisputedCharge(dispute, world.chargeOf(intent), intent, Money.of(8_000, "EUR"), Money.of(2_000, "EUR"), true, Money.of(0, "EUR"),
                Standing.NEEDS_RESPONSE, "product_not_received", begin.plus(Duration.ofDays(9)), false, 0, begin));
        assertThat(given(world.disputes.openedSince(begin))).containsExactly(read);
        assertThat(given(world.disputes.openedSince(begin.plusSeconds(1)))).isEmpty();
        assertThat(world.disputes.dispute("du_nobody")).isInstanceOf(StripeReply.NotFound.class);
    }

    @Test
    void handsEvidenceInWithAFile() {
        var file = given(world.disputes.upload("file:1", PDF));
        assertThat(world.standIn.files()).singleElement().satisfies(kept -> assertThat(kept.size()).isEqualTo(PDF.length));
        var evidence = new EnumMap<>(EVIDENCE);
        evidence.put(EvidenceField.SERVICE_DOCUMENTATION, file);

        var answered = given(world.disputes.submit("evidence:1", dispute, evidence));

        assertThat(answered.standing()).isEqualTo(Standing.UNDER_REVIEW);
        assertThat(answered.submissions()).isEqualTo(1);
        assertThat(answered.hasEvidence()).isTrue();
        assertThat(world.disputes.submit("evidence:2", dispute, evidence)).isInstanceOf(StripeReply.Refused.class);
        world.standIn.issuers().decideDispute(dispute, true);
        assertThat(given(world.disputes.dispute(dispute))).satisfies(won -> {
            assertThat(won.standing()).isEqualTo(Standing.WON);
            assertThat(won.withdrawn()).isFalse();
            assertThat(won.fee()).as("not given back").isEqualTo(Money.of(2_000, "EUR"));
        });
    }

    @Test
    void handsInOnceWhenTheAnswerWasLost() {
        world.standIn.switches().failNext(2, Failure.DROPPED_CONNECTION_AFTER, "POST /v1/disputes");
        assertThat(world.disputes.submit("evidence:1", dispute, EVIDENCE)).isInstanceOf(StripeReply.Unknown.class);
        world.standIn.switches().reset();
        assertThat(given(world.disputes.submit("evidence:1", dispute, EVIDENCE)).submissions()).isEqualTo(1);
        assertThat(given(world.disputes.upload("file:1", PDF))).isEqualTo(given(world.disputes.upload("file:1", PDF)));
        assertThat(world.standIn.files()).hasSize(1);
    }

    @Test
    void acceptsADispute() {
        var accepted = given(world.disputes.accept("accept:1", dispute));
        assertThat(accepted.standing()).isEqualTo(Standing.LOST);
        assertThat(accepted.withdrawn()).isTrue();
        assertThat(world.disputes.submit("evidence:1", dispute, EVIDENCE)).isInstanceOf(StripeReply.Refused.class);
    }

    @Test
    void readsWhatCameBackOfALostDispute() {
        world.standIn.issuers().loseDispute(dispute, 3_000);

        assertThat(given(world.disputes.dispute(dispute))).satisfies(lost -> {
            assertThat(lost.standing()).isEqualTo(Standing.LOST);
            assertThat(lost.withdrawn()).isTrue();
            assertThat(lost.returned()).isEqualTo(Money.of(3_000, "EUR"));
        });
    }

    @Test
    void refusesAFileThatIsNoEvidence() {
        assertThat(world.disputes.upload("file:1", "just words".getBytes(StandardCharsets.US_ASCII))).isInstanceOf(StripeReply.Refused.class);
    }
}
