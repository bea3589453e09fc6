package dev.upfront.sandbox.stripe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import com.stripe.exception.CardException;
import com.stripe.exception.StripeException;
import com.stripe.model.Event;
import com.stripe.model.PaymentMethod;
import com.stripe.param.PaymentIntentCreateParams;
import com.stripe.param.PaymentMethodUpdateParams;
import com.stripe.param.checkout.SessionCreateParams;
import java.time.Instant;
import java.time.YearMonth;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A card's life on a customer's file: planned declines, expiry, replacement, the end. */
class StripeStandInCardTests {

    private final Scene scene = new Scene();
    private final CardIssuers issuers = scene.standIn.issuers();
    private String customer;
    private String card;
    private int charges;

    @BeforeEach
    void keepACard() throws StripeException {
        customer = scene.customer();
        card = scene.card(customer, "pm_card_visa");
    }

    @AfterEach
    void close() {
        scene.close();
    }

    private String charged() throws StripeException {
        return scene.charge(customer, card, "charge-" + charges++).getStatus();
    }

    private CardException declined() {
        return catchThrowableOfType(CardException.class, this::charged);
    }

    @ParameterizedTest
    @CsvSource({"insufficient_funds,card_declined", "do_not_honor,card_declined", "lost_card,card_declined", "stolen_card,card_declined",
        "expired_card,expired_card", "authentication_required,authentication_required"})
    void declinesAsOftenAsPlanned(String declineCode, String code) throws StripeException {
        issuers.declineNext(card, 2, declineCode);
        assertThat(issuers.cards()).singleElement().satisfies(found -> assertThat(found.willDecline()).isEqualTo("2 × " + declineCode));
        assertThat(declined().getDeclineCode()).isEqualTo(declineCode);
        assertThat(declined().getCode()).isEqualTo(code);
        assertThat(charged()).isEqualTo("succeeded");
    }

    @Test
    void declinesTheOneCardOnly() throws StripeException {
        String other = scene.card(customer, "pm_card_mastercard");
        issuers.declineNext(other, 1, "lost_card");
        assertThat(charged()).isEqualTo("succeeded");
        issuers.declineNext(other, 0, "lost_card");
        assertThat(scene.charge(customer, other, "other").getStatus()).isEqualTo("succeeded");
        assertThatThrownBy(() -> issuers.declineNext(card, 1, "bad_mood")).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void letsTheHolderAuthenticateWhereThatWasPlanned() throws StripeException {
        issuers.declineNext(card, 1, "authentication_required");
        var onSession = PaymentIntentCreateParams.builder().setAmount(500L).setCurrency("eur").setCustomer(customer).setPaymentMethod(card).setConfirm(true)
                .setReturnUrl("http://127.0.0.1:1/back").build();
        assertThat(scene.stripe().paymentIntents().create(onSession).getStatus()).isEqualTo("requires_action");
    }

    @Test
    void isGoodUntilTheEndOfItsMonth() throws StripeException {
        issuers.cardExpires(card, YearMonth.of(2026, 4));
        scene.clock.advanceTo(Instant.parse("2026-04-30T23:59:59Z"));
        assertThat(charged()).isEqualTo("succeeded");
        scene.clock.advanceTo(Instant.parse("2026-05-01T00:00:00Z"));
        assertThat(declined().getDeclineCode()).isEqualTo("expired_card");
        assertThat(issuers.cards().getFirst().expired()).isTrue();

        scene.stripe().paymentMethods().update(card, PaymentMethodUpdateParams.builder()
                .setCard(PaymentMethodUpdateParams.Card.builder().setExpMonth(5L).setExpYear(2030L).build()).build());
        assertThat(charged()).isEqualTo("succeeded");
    }

    @Test
    void isReplacedByTheNetworkUnderTheSameId() throws Exception {
        try (WebhookReceiver receiver = new WebhookReceiver(scene.clock)) {
            scene.standIn.sendWebhooksTo(receiver.address(), WebhookReceiver.SECRET);
            issuers.declineNext(card, 100, "lost_card");
            issuers.cardExpires(card, YearMonth.of(2026, 1));
            issuers.replaceCard(card, "5555 5555 5555 4444");

            PaymentMethod after = scene.stripe().paymentMethods().retrieve(card);
            assertThat(after.getCard().getLast4()).isEqualTo("4444");
            assertThat(after.getCard().getExpYear()).isEqualTo(2030);
            assertThat(charged()).isEqualTo("succeeded");
            Event told = receiver.awaitEvents(2).get(1);
            assertThat(told.getType()).isEqualTo("payment_method.automatically_updated");
            assertThat(told.getData().getPreviousAttributes().get("card").toString()).contains("4242");
        }
    }

    @Test
    void isKeptOnASetupPageWithItsOwnExpiry() throws StripeException {
        var session = scene.open(SessionCreateParams.builder().setMode(SessionCreateParams.Mode.SETUP).setCurrency("eur").setCustomer(customer)
                .setSuccessUrl(Scene.SUCCESS));
        assertThat(scene.standIn.payCheckout(session.getId(), "4242424242424242", YearMonth.of(2026, 2)).message()).contains("Your card has expired.");
        assertThat(scene.standIn.payCheckout(session.getId(), "4242424242424242", YearMonth.of(2026, 6)).outcome()).isEqualTo(CheckoutResult.Outcome.COMPLETE);
        assertThat(issuers.cards()).extracting(RecordedCard::expires).containsExactly(YearMonth.of(2040, 12), YearMonth.of(2026, 6));
    }

    @Test
    void tellsWhoseCardWasTakenOff() throws Exception {
        try (WebhookReceiver receiver = new WebhookReceiver(scene.clock)) {
            scene.standIn.sendWebhooksTo(receiver.address(), WebhookReceiver.SECRET);
            scene.stripe().paymentMethods().detach(card);
            Event told = receiver.awaitEvents(1).getFirst();
            await().until(() -> scene.standIn.webhooksUnderWay() == 0);
            assertThat(told.getType()).isEqualTo("payment_method.detached");
            assertThat(told.getData().getPreviousAttributes()).containsEntry("customer", customer);
            assertThat(issuers.cards()).isEmpty();
        }
    }
}
