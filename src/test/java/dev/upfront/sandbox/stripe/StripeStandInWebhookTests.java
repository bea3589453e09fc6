package dev.upfront.sandbox.stripe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.stripe.exception.SignatureVerificationException;
import com.stripe.model.Event;
import com.stripe.model.checkout.Session;
import com.stripe.net.Webhook;
import com.stripe.param.EventListParams;
import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Events and their delivery. */
class StripeStandInWebhookTests {

    private final Scene scene = new Scene();
    private WebhookReceiver receiver;

    @BeforeEach
    void listen() throws IOException {
        receiver = new WebhookReceiver(scene.clock);
        scene.standIn.sendWebhooksTo(receiver.address(), WebhookReceiver.SECRET);
    }

    @AfterEach
    void close() {
        scene.close();
        receiver.close();
    }

    private Session paidCheckout() throws Exception {
        Session session = scene.open(scene.checkout(scene.customer()));
        scene.standIn.payCheckout(session.getId(), "4242424242424242");
        return session;
    }

    @Test
    void tellsWhatHappenedInCheckout() throws Exception {
        Session session = paidCheckout();
        receiver.awaitEvents(5);
        assertThat(receiver.types()).containsExactly("payment_intent.created", "charge.succeeded",
                "payment_method.attached", "payment_intent.succeeded", "checkout.session.completed");
        Event completed = receiver.events().getLast();
        assertThat(completed.getDataObjectDeserializer().getObject()).get().isInstanceOfSatisfying(Session.class, sent -> {
            assertThat(sent.getId()).isEqualTo(session.getId());
            assertThat(sent.getPaymentStatus()).isEqualTo("paid");
        });
        assertThat(scene.stripe().events().retrieve(completed.getId()).getType()).isEqualTo("checkout.session.completed");
        assertThat(scene.stripe().events().list(EventListParams.builder().setType("checkout.session.completed").build())
                .getData()).hasSize(1);
    }

    @Test
    void signsSoThatATamperedPayloadIsRefused() throws Exception {
        paidCheckout();
        receiver.awaitEvents(1);
        String[] raw = receiver.raw();
        assertThatThrownBy(() -> Webhook.constructEvent(raw[0] + " ", raw[1], WebhookReceiver.SECRET, 300))
                .isInstanceOf(SignatureVerificationException.class);
    }

    @Test
    void triesAgainUntilAcknowledged() throws Exception {
        receiver.refuseNext(2);
        Session session = scene.open(scene.checkout(scene.customer()));
        scene.stripe().checkout().sessions().expire(session.getId());
        assertThat(receiver.awaitEvents(3)).extracting(Event::getType).containsOnly("checkout.session.expired");
        await().until(() -> scene.standIn.webhooksUnderWay() == 0);
        assertThat(receiver.events()).hasSize(3).extracting(Event::getId).containsOnly(receiver.events().getFirst().getId());
    }

    @Test
    void tellsOfTheClocksDoings() throws Exception {
        scene.open(scene.checkout(scene.customer()));
        scene.clock.advance(Duration.ofMinutes(31));
        assertThat(receiver.awaitEvents(1)).extracting(Event::getType).containsExactly("checkout.session.expired");
    }

    @Test
    void losesAnEvent() throws Exception {
        scene.standIn.switches().webhooksNext(1, WebhookFault.LOST, "checkout.session.");
        paidCheckout();
        receiver.awaitEvents(4);
        await().until(() -> scene.standIn.webhooksUnderWay() == 0);
        assertThat(receiver.types()).hasSize(4).doesNotContain("checkout.session.completed");

        Event lost = scene.stripe().events().list().getData().getFirst();
        scene.standIn.resendWebhook(lost.getId());
        assertThat(receiver.awaitEvents(5).getLast().getId()).isEqualTo(lost.getId());
    }

    @Test
    void deliversTwice() throws Exception {
        scene.standIn.switches().webhooksNext(1, WebhookFault.DOUBLED, "checkout.session.completed");
        paidCheckout();
        receiver.awaitEvents(6);
        assertThat(receiver.events().get(4).getId()).isEqualTo(receiver.events().get(5).getId());
    }

    @Test
    void deliversInReverse() throws Exception {
        scene.standIn.switches().webhooksNext(5, WebhookFault.OUT_OF_ORDER);
        paidCheckout();
        receiver.awaitEvents(5);
        assertThat(receiver.types()).first().isEqualTo("checkout.session.completed");
        assertThat(receiver.types()).last().isEqualTo("payment_intent.created");
    }

    @Test
    void holdsUntilReleased() throws Exception {
        scene.standIn.switches().webhooksNext(5, WebhookFault.LATE);
        paidCheckout();
        assertThat(scene.standIn.heldWebhooks()).isEqualTo(5);
        assertThat(scene.standIn.webhooksUnderWay()).isZero();
        scene.standIn.releaseWebhooks();
        receiver.awaitEvents(5);
        assertThat(receiver.types()).first().isEqualTo("payment_intent.created");
    }

    @Test
    void tellsOfDeclinesAndDisputes() throws Exception {
        Session session = scene.open(scene.checkout(scene.customer()));
        scene.standIn.payCheckout(session.getId(), "4000000000000002");
        scene.standIn.payCheckout(session.getId(), "4000000000000259");
        await().until(() -> scene.standIn.webhooksUnderWay() == 0);
        assertThat(receiver.types()).contains("charge.failed", "payment_intent.payment_failed", "charge.dispute.created");
        assertThat(receiver.events()).allSatisfy(event ->
                assertThat(event.getDataObjectDeserializer().getObject()).as(event.getType()).isPresent());
    }
}
