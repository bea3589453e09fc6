package dev.upfront.sandbox.stripe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import com.stripe.StripeClient;
import com.stripe.exception.InvalidRequestException;
import com.stripe.exception.StripeException;
import com.stripe.model.BalanceTransaction;
import com.stripe.model.Dispute;
import com.stripe.param.DisputeListParams;
import com.stripe.param.DisputeUpdateParams;
import com.stripe.param.FileCreateParams;
import com.stripe.param.RefundCreateParams;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.HexFormat;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Disputes from their first day to their end, and the money that goes and comes with them. */
class StripeStandInDisputeTests {

    private final Scene scene = new Scene();
    private WebhookReceiver receiver;

    @BeforeEach
    void listen() throws Exception {
        receiver = new WebhookReceiver(scene.clock);
        scene.standIn.sendWebhooksTo(receiver.address(), WebhookReceiver.SECRET);
    }

    @AfterEach
    void close() {
        scene.close();
        receiver.close();
    }

    private String charged(String token) throws StripeException {
        String customer = scene.customer();
        return scene.charge(customer, scene.card(customer, token), "charge").getLatestCharge();
    }

    private Dispute opened() throws StripeException {
        return dispute(scene.standIn.issuers().openDispute(charged("pm_card_visa"), "product_not_received"));
    }

    private Dispute dispute(String id) throws StripeException {
        return scene.stripe().disputes().retrieve(id);
    }

    @Test
    void anInquiryTakesNoMoneyUntilItBecomesADisputeWhichIsAnsweredOnceMore() throws StripeException {
        var id = scene.standIn.issuers().openInquiry(charged("pm_card_visa"), "product_not_received");
        assertThat(dispute(id).getStatus()).isEqualTo("warning_needs_response");
        assertThat(dispute(id).getBalanceTransactions()).isEmpty();
        scene.stripe().disputes().update(id, evidence("She was here."));
        assertThat(dispute(id).getStatus()).isEqualTo("warning_under_review");

        scene.standIn.issuers().escalate(id);

        assertThat(dispute(id).getStatus()).isEqualTo("needs_response");
        assertThat(dispute(id).getBalanceTransactions()).hasSize(1);
        assertThat(dispute(id).getEvidenceDetails().getSubmissionCount()).isOne();
        scene.stripe().disputes().update(id, evidence("She was here, as we have said."));
        assertThat(dispute(id)).satisfies(dispute -> {
            assertThat(dispute.getStatus()).isEqualTo("under_review");
            assertThat(dispute.getEvidenceDetails().getSubmissionCount()).isEqualTo(2);
        });
        assertThatThrownBy(() -> scene.standIn.issuers().escalate(id)).isInstanceOf(IllegalStateException.class);
    }

    private static DisputeUpdateParams evidence(String text) {
        return DisputeUpdateParams.builder().setEvidence(DisputeUpdateParams.Evidence.builder().setUncategorizedText(text).build()).build();
    }

    private void assertTold(String... types) {
        await().until(() -> scene.standIn.webhooksUnderWay() == 0);
        assertThat(receiver.types()).filteredOn(type -> type.startsWith("charge.dispute.")).containsExactly(types);
    }

    @Test
    void takesTheAmountAndAFeeAtOnce() throws StripeException {
        Dispute dispute = opened();
        assertThat(dispute.getStatus()).isEqualTo("needs_response");
        assertThat(dispute.getAmount()).isEqualTo(8_000);
        assertThat(dispute.getReason()).isEqualTo("product_not_received");
        assertThat(dispute.getEvidenceDetails().getHasEvidence()).isFalse();
        assertThat(dispute.getBalanceTransactions()).singleElement().satisfies(movement -> {
            assertThat(movement.getType()).isEqualTo("adjustment");
            assertThat(movement.getReportingCategory()).isEqualTo("dispute");
            assertThat(movement.getNet()).isEqualTo(-10_000);
            assertThat(movement.getFee()).isEqualTo(2_000);
        });
        assertThat(scene.stripe().charges().retrieve(dispute.getCharge()).getDisputed()).isTrue();
        assertThat(scene.stripe().disputes().list(DisputeListParams.builder().setPaymentIntent(dispute.getPaymentIntent()).build()).getData()).hasSize(1);
        assertTold("charge.dispute.created", "charge.dispute.funds_withdrawn");
    }

    @Test
    void takesOnlyWhatWasNotRefunded() throws StripeException {
        String charge = charged("pm_card_visa");
        scene.stripe().refunds().create(RefundCreateParams.builder().setCharge(charge).setAmount(3_000L).build());
        assertThat(dispute(scene.standIn.issuers().openDispute(charge, "fraudulent")).getAmount()).isEqualTo(5_000);
        assertThatThrownBy(() -> scene.standIn.issuers().openDispute(charge, "fraudulent")).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void isWonWithEvidenceAndGivesTheAmountBackButNotTheFee() throws StripeException {
        Dispute dispute = opened();
        Dispute answered = scene.stripe().disputes().update(dispute.getId(), evidence("He was there."));
        assertThat(answered.getStatus()).isEqualTo("under_review");
        assertThat(answered.getEvidenceDetails().getSubmissionCount()).isEqualTo(1);
        assertThat(answered.getEvidence().getUncategorizedText()).isEqualTo("He was there.");

        scene.standIn.issuers().decideDispute(dispute.getId(), true);
        Dispute won = dispute(dispute.getId());
        assertThat(won.getStatus()).isEqualTo("won");
        assertThat(won.getBalanceTransactions()).extracting(BalanceTransaction::getNet).containsExactly(-10_000L, 8_000L);
        assertThat(won.getBalanceTransactions().getLast().getReportingCategory()).isEqualTo("dispute_reversal");
        assertTold("charge.dispute.created", "charge.dispute.funds_withdrawn", "charge.dispute.updated", "charge.dispute.closed", "charge.dispute.funds_reinstated");
        assertThat(scene.stripe().refunds().create(RefundCreateParams.builder().setCharge(dispute.getCharge()).build()).getStatus())
                .as("what was won can be refunded").isEqualTo("succeeded");
    }

    @Test
    void takesEvidenceOnce() throws StripeException {
        String dispute = opened().getId();
        var draft = DisputeUpdateParams.builder().setEvidence(DisputeUpdateParams.Evidence.builder().setCustomerName("Ada").build()).setSubmit(false).build();
        Dispute kept = scene.stripe().disputes().update(dispute, draft);
        assertThat(kept.getStatus()).isEqualTo("needs_response");
        assertThat(kept.getEvidenceDetails().getHasEvidence()).isTrue();

        Dispute submitted = scene.stripe().disputes().update(dispute, evidence("He was there."));
        assertThat(submitted.getEvidence().getCustomerName()).isEqualTo("Ada");
        assertThat(catchThrowableOfType(InvalidRequestException.class, () -> scene.stripe().disputes().update(dispute, evidence("And more.")))).isNotNull();
        assertThat(catchThrowableOfType(InvalidRequestException.class, () -> scene.stripe().disputes().close(dispute))).isNotNull();
    }

    @Test
    void isLostWhenAccepted() throws StripeException {
        String dispute = opened().getId();
        assertThat(scene.stripe().disputes().close(dispute).getStatus()).isEqualTo("lost");
        assertTold("charge.dispute.created", "charge.dispute.funds_withdrawn", "charge.dispute.closed");
        assertThat(scene.standIn.bank().movements()).extracting(RecordedMovement::category).containsExactly("charge", "dispute");
    }

    @Test
    void isLostAfterTheDeadlineWithoutEvidence() throws StripeException {
        Dispute dispute = opened();
        scene.clock.advanceTo(java.time.Instant.ofEpochSecond(dispute.getEvidenceDetails().getDueBy()));
        Dispute late = dispute(dispute.getId());
        assertThat(late.getStatus()).isEqualTo("lost");
        assertThat(late.getEvidenceDetails().getPastDue()).isTrue();
        assertTold("charge.dispute.created", "charge.dispute.funds_withdrawn", "charge.dispute.closed");
    }

    @Test
    void waitsForTheDecisionWhenItWasAnsweredInTime() throws StripeException {
        Dispute dispute = opened();
        scene.stripe().disputes().update(dispute.getId(), evidence("He was there."));
        scene.clock.advance(Duration.ofDays(60));
        assertThat(dispute(dispute.getId()).getStatus()).isEqualTo("under_review");
        scene.standIn.issuers().decideDispute(dispute.getId(), false);
        assertThat(dispute(dispute.getId()).getStatus()).isEqualTo("lost");
        assertThatThrownBy(() -> scene.standIn.issuers().decideDispute(dispute.getId(), true)).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void isDecidedAtOnceByTheWordsForTests() throws StripeException {
        charged("pm_card_createDispute");
        String dispute = scene.standIn.disputes().getFirst().id();
        assertThat(scene.stripe().disputes().update(dispute, evidence("winning_evidence")).getStatus()).isEqualTo("won");
    }

    @Test
    void takesFilesAsEvidence() throws Exception {
        var stripe = StripeClient.builder().setApiKey(StripeStandIn.API_KEY).setApiBase(scene.standIn.baseUri().toString())
                .setFilesBase(scene.standIn.baseUri().toString()).build().v1();
        byte[] pdf = "%PDF-1.7\r\n\u00e4\u00f6 bytes \u0000\u0001\r\n%%EOF\r\n".getBytes(StandardCharsets.ISO_8859_1);
        var uploaded = stripe.files().create(FileCreateParams.builder().setPurpose(FileCreateParams.Purpose.DISPUTE_EVIDENCE)
                .setFile(new ByteArrayInputStream(pdf)).build(), Scene.key("file-1").build());
        assertThat(uploaded.getSize()).isEqualTo(pdf.length);
        assertThat(uploaded.getType()).isEqualTo("pdf");
        assertThat(scene.standIn.files()).singleElement().satisfies(file -> assertThat(file.sha256())
                .isEqualTo(HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(pdf))));

        String dispute = opened().getId();
        var withFile = DisputeUpdateParams.builder().setEvidence(DisputeUpdateParams.Evidence.builder().setServiceDocumentation(uploaded.getId()).build()).build();
        assertThat(scene.stripe().disputes().update(dispute, withFile).getEvidence().getServiceDocumentation()).isEqualTo(uploaded.getId());
    }

    @Test
    void refusesWhatIsNoEvidence() throws StripeException {
        String dispute = opened().getId();
        var unknownFile = DisputeUpdateParams.builder().setEvidence(DisputeUpdateParams.Evidence.builder().setReceipt("file_nobody").build()).build();
        assertThat(catchThrowableOfType(InvalidRequestException.class, () -> scene.stripe().disputes().update(dispute, unknownFile)).getParam())
                .isEqualTo("evidence[receipt]");
        var unknownField = DisputeUpdateParams.builder().setEvidence(DisputeUpdateParams.Evidence.builder().putExtraParam("alibi", "x").build()).build();
        assertThat(catchThrowableOfType(InvalidRequestException.class, () -> scene.stripe().disputes().update(dispute, unknownField)).getCode())
                .isEqualTo("parameter_unknown");
    }
}
