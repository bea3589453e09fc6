package dev.upfront.sandbox.stripe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.stripe.exception.InvalidRequestException;
import com.stripe.exception.StripeException;
import com.stripe.model.Charge;
import com.stripe.model.Event;
import com.stripe.model.Refund;
import com.stripe.param.RefundCreateParams;
import com.stripe.param.RefundListParams;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Refunds and their states. */
class StripeStandInRefundTests {

    private final Scene scene = new Scene();

    @AfterEach
    void close() {
        scene.close();
    }

    private String paid(String token) throws StripeException {
        String customer = scene.customer();
        return scene.charge(customer, scene.card(customer, token), "charge").getId();
    }

    private Refund refund(String intent, Long amount) throws StripeException {
        return scene.stripe().refunds().create(RefundCreateParams.builder().setPaymentIntent(intent).setAmount(amount)
                .putMetadata("refund", "r1").build());
    }

    private Charge charge() throws StripeException {
        return scene.stripe().charges().retrieve(scene.standIn.charges().getFirst().id());
    }

    @Test
    void refundsInParts() throws StripeException {
        String intent = paid("pm_card_visa");
        assertThat(refund(intent, 3_000L).getStatus()).isEqualTo("succeeded");
        assertThat(charge().getAmountRefunded()).isEqualTo(3_000);
        assertThat(charge().getRefunded()).isFalse();
        assertThat(refund(intent, null).getAmount()).isEqualTo(5_000);
        assertThat(charge().getRefunded()).isTrue();
        assertThat(scene.stripe().refunds().list(RefundListParams.builder().setPaymentIntent(intent).build()).getData())
                .extracting(Refund::getAmount).containsExactly(5_000L, 3_000L);
    }

    @Test
    void refusesMoreThanTheCharge() throws StripeException {
        String intent = paid("pm_card_visa");
        assertThat(refused(intent, 8_001L).getParam()).isEqualTo("amount");
        refund(intent, 8_000L);
        assertThat(refused(intent, 1L).getCode()).isEqualTo("charge_already_refunded");
        assertThat(scene.standIn.refunds()).hasSize(1);
    }

    @Test
    void refusesToRefundWhatIsDisputed() throws StripeException {
        assertThat(refused(paid("pm_card_createDispute"), 100L).getCode()).isEqualTo("charge_disputed");
    }

    private InvalidRequestException refused(String intent, long amount) {
        return catchThrowableOfType(InvalidRequestException.class, () -> refund(intent, amount));
    }

    @Test
    void settlesAPendingRefundLater() throws Exception {
        try (WebhookReceiver receiver = new WebhookReceiver(scene.clock)) {
            String intent = paid("pm_card_pendingRefund");
            scene.standIn.sendWebhooksTo(receiver.address(), WebhookReceiver.SECRET);
            Refund pending = refund(intent, 8_000L);
            assertThat(pending.getStatus()).isEqualTo("pending");
            receiver.awaitEvents(2);
            scene.clock.advance(Duration.ofHours(1));
            assertThat(scene.stripe().refunds().retrieve(pending.getId()).getStatus()).isEqualTo("succeeded");
            receiver.awaitEvents(3);
            assertThat(receiver.types()).containsExactly("refund.created", "charge.refunded", "refund.updated");
        }
    }

    @Test
    void failsARefundThatHadSucceeded() throws Exception {
        try (WebhookReceiver receiver = new WebhookReceiver(scene.clock)) {
            String intent = paid("pm_card_refundFail");
            scene.standIn.sendWebhooksTo(receiver.address(), WebhookReceiver.SECRET);
            Refund refund = refund(intent, 8_000L);
            assertThat(refund.getStatus()).isEqualTo("succeeded");
            scene.standIn.settleRefunds();
            assertThat(scene.stripe().refunds().retrieve(refund.getId()).getStatus()).isEqualTo("failed");
            assertThat(charge().getAmountRefunded()).isZero();
            assertThat(receiver.awaitEvents(4)).extracting(Event::getType)
                    .containsExactly("refund.created", "charge.refunded", "refund.failed", "refund.updated");
        }
    }
}
