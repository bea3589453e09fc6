package dev.upfront.payment;

import static dev.upfront.payment.PaymentWorld.GOOD_CARD;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.upfront.payment.PaymentWorld.Town;
import dev.upfront.payment.StripeInbox.Receipt;
import dev.upfront.sandbox.MovableClock;
import dev.upfront.sandbox.stripe.StripeStandIn;
import dev.upfront.sandbox.stripe.WebhookFault;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.HexFormat;
import java.util.concurrent.Executors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

@PaymentTest
class WebhookTests {

    @Autowired Payments payments;
    @Autowired StripeInbox inbox;
    @Autowired Town town;
    @Autowired StripeStandIn stripe;
    @Autowired MovableClock clock;
    @Autowired Sweeper sweeper;
    @Autowired JdbcClient database;

    @AfterEach
    void everythingWorksAgain() {
        stripe.switches().reset();
    }

    @Test
    void theWebhookAloneSettlesAPayment() {
        var id = town.deposit();
        stripe.payCheckout(town.openSession(id), GOOD_CARD);

        town.awaitStatus(id, PaymentStatus.PAID);
        town.awaitInboxDone();
        town.assertPaidExactlyOnce(id);
    }

    @Test
    void theReturnPageAfterTheWebhookChangesNothing() {
        var id = town.deposit();
        var session = town.openSession(id);
        stripe.payCheckout(session, GOOD_CARD);
        town.awaitStatus(id, PaymentStatus.PAID);

        payments.returnFromCheckout(session);

        town.awaitInboxDone();
        town.assertPaidExactlyOnce(id);
    }

    @Test
    void theWebhookAfterTheReturnPageChangesNothing() {
        var id = town.deposit();
        var session = town.openSession(id);
        stripe.switches().webhooksNext(50, WebhookFault.LATE);
        stripe.payCheckout(session, GOOD_CARD);
        payments.returnFromCheckout(session);
        town.assertPaidExactlyOnce(id);

        stripe.releaseWebhooks();

        town.awaitInboxDone();
        town.assertPaidExactlyOnce(id);
    }

    @Test
    void doubledWebhooksSettleAPaymentOnce() {
        var id = town.deposit();
        var session = town.openSession(id);
        stripe.switches().webhooksNext(50, WebhookFault.DOUBLED);
        stripe.payCheckout(session, GOOD_CARD);
        town.awaitStatus(id, PaymentStatus.PAID);
        town.awaitInboxDone();
        for (var event : database.sql("select id from payment.stripe_event where payload like :session").param("session", "%" + session + "%")
                .query(String.class).list()) {
            stripe.resendWebhook(event);
        }

        town.awaitInboxDone();
        town.assertPaidExactlyOnce(id);
    }

    @Test
    void webhooksInReverseOrderSettleAPaymentOnce() {
        var id = town.deposit();
        var session = town.openSession(id);
        stripe.switches().webhooksNext(50, WebhookFault.OUT_OF_ORDER);
        stripe.payCheckout(session, GOOD_CARD);
        stripe.switches().reset();
        stripe.releaseWebhooks();

        town.awaitStatus(id, PaymentStatus.PAID);
        town.awaitInboxDone();
        town.assertPaidExactlyOnce(id);
    }

    @Test
    void whenTheWebhookAndTheReturnPageAreBothLostTheSweeperAsks() {
        var id = town.deposit();
        stripe.switches().webhooksNext(50, WebhookFault.LOST);
        stripe.payCheckout(town.openSession(id), GOOD_CARD);

        clock.advance(Duration.ofMinutes(2));
        sweeper.sweep();
        sweeper.sweep();

        town.assertPaidExactlyOnce(id);
    }

    @Test
    void twoInstancesThatSweepAtOnceSettleOnce() throws Exception {
        var id = town.deposit();
        stripe.switches().webhooksNext(50, WebhookFault.LOST);
        stripe.payCheckout(town.openSession(id), GOOD_CARD);
        clock.advance(Duration.ofMinutes(2));

        try (var instances = Executors.newVirtualThreadPerTaskExecutor()) {
            instances.invokeAll(Collections.nCopies(4, Executors.callable(sweeper::sweep)));
        }

        town.assertPaidExactlyOnce(id);
    }

    @Test
    void aSettledPaymentNeverMovesBackwards() {
        var id = town.deposit();
        town.pay(id, GOOD_CARD);
        var attempt = database.sql("select id from payment.attempt where payment = :payment").param("payment", id.value()).query(String.class).single();
        for (var type : new String[] {"checkout.session.expired", "payment_intent.payment_failed", "payment_intent.canceled", "payment_intent.processing"}) {
            assertThat(receive(event("evt_" + type + id, type, attempt), clock.instant())).isEqualTo(Receipt.KEPT);
        }

        town.awaitInboxDone();
        town.assertPaidExactlyOnce(id);
    }

    @Test
    void aForeignOrOldSignatureIsRefusedAndLeavesNoTrace() {
        var body = event("evt_foreign", "payment_intent.succeeded", "x");

        assertThat(inbox.receive(body, "")).isEqualTo(Receipt.NOT_SIGNED);
        assertThat(inbox.receive(body, signature(body, clock.instant(), "whsec_of_somebody_else"))).isEqualTo(Receipt.NOT_SIGNED);
        assertThat(inbox.receive(body + " ", signature(body, clock.instant(), "whsec_payments"))).isEqualTo(Receipt.NOT_SIGNED);
        assertThat(receive(body, clock.instant().minus(Duration.ofMinutes(6)))).as("replayed later").isEqualTo(Receipt.NOT_SIGNED);
        assertThat(stored("evt_foreign")).isZero();
    }

    @Test
    void anEventThatIsReplayedInTimeIsKeptOnce() {
        var body = event("evt_replayed", "payment_intent.succeeded", "x");

        assertThat(receive(body, clock.instant())).isEqualTo(Receipt.KEPT);
        assertThat(receive(body, clock.instant())).isEqualTo(Receipt.KEPT);
        assertThat(stored("evt_replayed")).isOne();
    }

    @Test
    void anUnknownTypeIsAcknowledgedAndKept() {
        assertThat(receive(event("evt_unknown", "capital.made_up", "x"), clock.instant())).isEqualTo(Receipt.KEPT);

        town.awaitInboxDone();
        assertThat(database.sql("select result from payment.stripe_event where id = 'evt_unknown'").query(String.class).single())
                .isEqualTo("not about a payment of ours");
    }

    @Test
    void aSignedBodyThatIsNoEventIsRefused() {
        assertThat(receive("[]", clock.instant())).isEqualTo(Receipt.NO_EVENT);
        assertThat(receive("no json", clock.instant())).isEqualTo(Receipt.NO_EVENT);
    }

    @Test
    void anEventThatCannotBeProcessedIsTriedAgain() {
        var id = town.deposit();
        var session = town.openSession(id);
        stripe.switches().webhooksNext(50, WebhookFault.LATE);
        stripe.payCheckout(session, GOOD_CARD);
        stripe.switches().down(true);
        stripe.releaseWebhooks();
        await().until(() -> database.sql("select count(*) from payment.stripe_event where problem is not null and payload like :session")
                .param("session", "%" + session + "%").query(Long.class).single() > 0);
        assertThat(payments.payment(id).status()).isEqualTo(PaymentStatus.OWED);

        stripe.switches().down(false);

        sweepUntilInboxDone();
        town.assertPaidExactlyOnce(id);
    }

    @Test
    void anEventAndItsEffectCommitTogether() {
        var id = town.deposit();
        var session = town.openSession(id);
        try (var breakage = town.refusing("payment.stripe_event", "new.processed_at is not null")) {
            stripe.payCheckout(session, GOOD_CARD);
            await().until(() -> database.sql("select count(*) from payment.stripe_event where problem is not null and payload like :session")
                    .param("session", "%" + session + "%").query(Long.class).single() > 0);
            assertThat(payments.payment(id).status()).isEqualTo(PaymentStatus.OWED);
        }

        sweepUntilInboxDone();
        town.assertPaidExactlyOnce(id);
    }

    /** Time passes and the sweeper runs; one run leaves out what somebody is writing to at that moment. */
    private void sweepUntilInboxDone() {
        await().until(() -> {
            clock.advance(Duration.ofMinutes(2));
            sweeper.sweep();
            return town.inboxIsDone();
        });
    }

    private long stored(String event) {
        return database.sql("select count(*) from payment.stripe_event where id = :id").param("id", event).query(Long.class).single();
    }

    private Receipt receive(String body, Instant signedAt) {
        return inbox.receive(body, signature(body, signedAt, "whsec_payments"));
    }

    private static String event(String id, String type, String attempt) {
        return """
                {"id": "%s", "type": "%s", "data": {"object": {"metadata": {"upfront_attempt": "%s"}}}}""".formatted(id, type, attempt);
    }

    private static String signature(String body, Instant at, String secret) {
        try {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            var signed = at.getEpochSecond() + "." + body;
            return "t=%d,v1=%s".formatted(at.getEpochSecond(), HexFormat.of().formatHex(mac.doFinal(signed.getBytes(StandardCharsets.UTF_8))));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
