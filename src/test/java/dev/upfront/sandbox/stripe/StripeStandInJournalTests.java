package dev.upfront.sandbox.stripe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.stripe.StripeClient;
import com.stripe.model.Event;
import com.stripe.net.RequestOptions;
import com.stripe.param.CustomerCreateParams;
import com.stripe.param.PaymentIntentCreateParams;
import com.stripe.param.RefundCreateParams;
import com.stripe.service.V1Services;
import dev.upfront.sandbox.MovableClock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A stand-in that is started again, as after a kill: the earlier one is never asked to close anything properly before its books are read. */
class StripeStandInJournalTests {

    @TempDir
    Path folder;
    private final MovableClock clock = MovableClock.standingAt(Instant.parse("2026-03-02T09:00:00Z"));
    private StripeStandIn standIn;

    @AfterEach
    void close() {
        standIn.close();
    }

    @Test
    void hasTheSameBooksAfterAnotherStart() throws Exception {
        start();
        var charge = charge("k1");
        stripe().refunds().create(RefundCreateParams.builder().setPaymentIntent(charge.getId()).setAmount(1_000L).build());
        clock.advance(Duration.ofMinutes(3));
        charge("k2");
        standIn.switches().failNext(1, Failure.SERVER_ERROR_500, "/v1/payment_intents");
        failing("k3");
        var books = books();

        startAgain();

        assertThat(books()).isEqualTo(books);
        assertThat(charge("k1").getId()).as("the key's first answer").isEqualTo(charge.getId());
        failing("k3");
        assertThat(standIn.chargesSucceeded()).hasSize(2);
        assertThat(charge("k4").getId()).isNotIn(books);
    }

    @Test
    void expiresAndSettlesAgainWhatTheClockMadeDue() throws Exception {
        start();
        var customer = stripe().customers().create(CustomerCreateParams.builder().setEmail("a@client.example").build());
        try (var scene = new Scene()) {
            stripe().checkout().sessions().create(scene.checkout(customer.getId()).build());
        }
        clock.advance(Duration.ofMinutes(31));
        await().until(() -> standIn.checkoutSessions().getFirst().status().equals("expired"));
        var books = books();

        startAgain();

        assertThat(books()).isEqualTo(books);
    }

    @Test
    void knowsDisputesCardsAndPayoutsAgain() throws Exception {
        start();
        standIn.bank().dailyPayouts(true);
        standIn.bank().fees("eur", 100, 0, 1_500);
        var charge = charge("k1").getLatestCharge();
        charge("k2");
        clock.advance(Duration.ofDays(3));
        var dispute = standIn.issuers().openDispute(charge, "fraudulent");
        assertThat(org.assertj.core.api.Assertions.catchThrowable(() -> standIn.issuers().openDispute(charge, "fraudulent"))).as("noted, and refused again").isNotNull();
        standIn.issuers().decideDispute(dispute, true);
        var customer = stripe().customers().create(CustomerCreateParams.builder().setEmail("a@client.example").build());
        var card = stripe().paymentMethods().attach("pm_card_visa", com.stripe.param.PaymentMethodAttachParams.builder().setCustomer(customer.getId()).build()).getId();
        standIn.issuers().declineNext(card, 2, "lost_card");
        standIn.issuers().cardExpires(card, java.time.YearMonth.of(2026, 7));
        var movements = standIn.bank().movements();
        var payouts = standIn.bank().payouts();
        var cards = standIn.issuers().cards();

        startAgain();

        assertThat(movements).extracting(RecordedMovement::category).contains("charge", "payout", "dispute", "dispute_reversal");
        assertThat(standIn.bank().movements()).isEqualTo(movements);
        assertThat(standIn.bank().payouts()).isEqualTo(payouts);
        assertThat(standIn.issuers().cards()).isEqualTo(cards);
        clock.advance(Duration.ofDays(1));
        assertThat(standIn.bank().balance()).as("the day after").containsEntry("eur", -1_500L);
    }

    @Test
    void sendsAgainWhatNobodyAcknowledged() throws Exception {
        start();
        try (var receiver = new WebhookReceiver(clock)) {
            receiver.refuseNext(1_000);
            standIn.sendWebhooksTo(receiver.address(), WebhookReceiver.SECRET);
            charge("k1");
            startAgain();
            receiver.refuseNext(0);
            standIn.sendWebhooksTo(receiver.address(), WebhookReceiver.SECRET);
            await().until(() -> receiver.types().contains("payment_intent.succeeded"));
            await().until(() -> standIn.webhooksUnderWay() == 0);
            var sent = receiver.events().size();

            startAgain();
            standIn.sendWebhooksTo(receiver.address(), WebhookReceiver.SECRET);
            charge("k2");

            await().until(() -> standIn.webhooksUnderWay() == 0);
            assertThat(receiver.events().subList(sent, receiver.events().size())).as("only what is new").extracting(Event::getType)
                    .containsOnlyOnce("payment_intent.succeeded");
        }
    }

    @Test
    void forgetsALineThatWasNeverWholeAndGoesOn() throws Exception {
        start();
        charge("k1");
        var books = books();
        standIn.close();
        Files.writeString(journal(), "{\"at\":17, \"wh", StandardOpenOption.APPEND);
        start();
        assertThat(books()).isEqualTo(books);
        charge("k2");
        startAgain();
        assertThat(standIn.chargesSucceeded()).hasSize(2);
        assertThat(Files.readString(journal(), StandardCharsets.UTF_8)).doesNotContain(":17,");
    }

    private void start() {
        standIn = StripeStandIn.lasting(0, clock, StripeStandIn.API_KEY, journal());
    }

    private void startAgain() {
        standIn.close();
        start();
    }

    private Path journal() {
        return folder.resolve("stripe.journal");
    }

    private List<Recorded> books() {
        return java.util.stream.Stream.of(standIn.customers(), standIn.paymentIntents(), standIn.charges(), standIn.refunds(), standIn.checkoutSessions())
                .flatMap(List::stream).toList();
    }

    private V1Services stripe() {
        return StripeClient.builder().setApiKey(StripeStandIn.API_KEY).setApiBase(standIn.baseUri().toString()).build().v1();
    }

    private com.stripe.model.PaymentIntent charge(String key) throws Exception {
        return stripe().paymentIntents().create(PaymentIntentCreateParams.builder().setAmount(8_000L).setCurrency("eur")
                .setPaymentMethod("pm_card_visa").setConfirm(true).putMetadata("attempt", "a1").build(), RequestOptions.builder().setIdempotencyKey(key).build());
    }

    private void failing(String key) {
        assertThat(org.assertj.core.api.Assertions.catchThrowable(() -> charge(key))).isInstanceOf(com.stripe.exception.ApiException.class);
    }
}
