package dev.upfront.payment;

import static dev.upfront.payment.Collecting.ChargeResult.NEEDS_CLIENT;
import static dev.upfront.payment.Collecting.ChargeResult.PAID;
import static dev.upfront.payment.PaymentWorld.GOOD_CARD;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.upfront.client.ClientId;
import dev.upfront.money.Money;
import dev.upfront.payment.PaymentWorld.Town;
import dev.upfront.payment.stripe.StripeGateway;
import dev.upfront.sandbox.MovableClock;
import dev.upfront.sandbox.stripe.Failure;
import dev.upfront.sandbox.stripe.StripeStandIn;
import dev.upfront.sandbox.stripe.WebhookFault;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** A client takes a kept card back. */
@PaymentTest
class CardRemovalTests {

    @Autowired ClientPayments clientPayments;
    @Autowired Payments payments;
    @Autowired Collecting collecting;
    @Autowired Cards cards;
    @Autowired AttemptRepository attempts;
    @Autowired StripeGateway gateway;
    @Autowired StripeStandIn stripe;
    @Autowired Town town;
    @Autowired MovableClock clock;

    @AfterEach
    void everythingWorksAgain() {
        stripe.switches().reset();
    }

    @Test
    void aRemovedCardIsForgottenByStripeAndNeverCharged() {
        var id = town.balanceOfClientWithCard(GOOD_CARD);
        var owed = payments.payment(id);
        assertThat(cardsAtStripe(owed)).contains("\"last4\":\"4242\"");

        removeAll(owed.clientId());
        removeAll(owed.clientId());

        assertThat(clientPayments.cards(owed.clientId())).isEmpty();
        assertThat(collecting.chargeCard(id)).isEqualTo(NEEDS_CLIENT);
        assertThat(town.tries(id)).isEmpty();
        await().untilAsserted(() -> assertThat(cardsAtStripe(owed)).doesNotContain("4242"));
        town.pay(id, GOOD_CARD);
        town.assertPaidExactlyOnce(id);
    }

    @Test
    void aCardIsRemovedWhereverItIsKeptAndNobodyElsesIs() {
        var first = payments.payment(town.balanceOfClientWithCard(GOOD_CARD));
        var second = payments.payment(town.balanceOf(first.clientId(), GOOD_CARD));
        var others = payments.payment(town.balanceOfClientWithCard(GOOD_CARD));
        assertThat(clientPayments.cards(first.clientId())).hasSize(2).extracting(ClientPayments.Kept::card).containsOnly(clientPayments.cards(others.clientId()).getFirst().card());

        clientPayments.removeCard(first.clientId(), clientPayments.cards(first.clientId()).getFirst().card());

        assertThat(payments.cardOnFile(first.subject().payer())).isEmpty();
        assertThat(payments.cardOnFile(second.subject().payer())).isEmpty();
        assertThat(payments.cardOnFile(others.subject().payer())).isPresent();
    }

    @Test
    void aChargeThatIsUnderWayIsNotLostWhenItsCardIsRemoved() {
        var id = town.balanceOfClientWithCard(GOOD_CARD);
        var owed = payments.payment(id);
        var card = cards.of(owed.subject().payer()).orElseThrow().paymentMethod();
        stripe.switches().webhooksNext(50, WebhookFault.LOST);
        stripe.switches().failNext(1, Failure.TRUNCATED_ANSWER, "POST /v1/payment_intents");
        stripe.switches().failNext(50, Failure.SERVER_ERROR_500, "GET /v1/payment_intents");
        assertThatThrownBy(() -> collecting.chargeCard(id)).isInstanceOf(StripeUnavailable.class);

        removeAll(owed.clientId());
        assertThatThrownBy(() -> removals().forget(new CardRemoved(card, null, null))).isInstanceOf(StripeUnavailable.class).hasMessageContaining("under way");
        assertThat(cardsAtStripe(owed)).as("Stripe keeps it until the outcome is known").contains("4242");

        stripe.switches().reset();
        assertThat(collecting.chargeCard(id)).isEqualTo(PAID);
        town.assertPaidExactlyOnce(id);
        forgetOnceStripeAnswers(card);
        assertThat(cardsAtStripe(owed)).doesNotContain("4242");
    }

    @Test
    void stripeIsToldOnceItAnswers() {
        var owed = payments.payment(town.balanceOfClientWithCard(GOOD_CARD));
        var card = cards.of(owed.subject().payer()).orElseThrow().paymentMethod();
        stripe.switches().down(true);
        removeAll(owed.clientId());
        assertThatThrownBy(() -> removals().forget(new CardRemoved(card, null, null))).isInstanceOf(StripeUnavailable.class);
        stripe.switches().reset();

        forgetOnceStripeAnswers(card);

        assertThat(cardsAtStripe(owed)).doesNotContain("4242");
        assertThatCode(() -> removals().forget(new CardRemoved(card, null, null))).doesNotThrowAnyException();
    }

    @Test
    void aClientWhoAgreesAnewHasACardAgain() {
        var owed = payments.payment(town.balanceOfClientWithCard(GOOD_CARD));
        removeAll(owed.clientId());

        town.pay(town.owed(owed.clientId(), owed.subject().id(), Purpose.FEE, Money.of(2_000, "EUR")), GOOD_CARD);

        assertThat(clientPayments.cards(owed.clientId())).hasSize(1);
    }

    @Test
    void aClientSeesTheirOwnPaymentsAndRefundsOnly() {
        var mine = payments.payment(town.deposit());
        town.pay(mine.id(), GOOD_CARD);
        payments.requestRefund(mine.id(), Money.of(1_000, "EUR"), new RefundOrder("test", RefundReason.GOODWILL, dev.upfront.ledger.Account.UNEARNED, "staff"));
        var theirs = payments.payment(town.deposit());

        assertThat(clientPayments.of(mine.clientId())).extracting(Payment::id).containsExactly(mine.id());
        assertThat(clientPayments.refunds(mine.clientId())).singleElement().extracting(Refund::paymentId).isEqualTo(mine.id());
        assertThat(clientPayments.refunds(theirs.clientId())).isEmpty();
        assertThat(clientPayments.of(new ClientId(UUID.randomUUID()))).isEmpty();
    }

    private void removeAll(ClientId client) {
        clientPayments.cards(client).forEach(kept -> clientPayments.removeCard(client, kept.card()));
    }

    /** As the outbox does it, and not on a thread of its own. */
    private CardRemovals removals() {
        return new CardRemovals(attempts, gateway, clock);
    }

    /** The outbox may ask with the same key in the same moment: one of the two is told that the other is at it, and asks again. */
    private void forgetOnceStripeAnswers(String card) {
        await().ignoreException(StripeUnavailable.class).until(() -> {
            removals().forget(new CardRemoved(card, null, null));
            return true;
        });
    }

    private String cardsAtStripe(Payment payment) {
        var address = URI.create("%s/v1/customers/%s/payment_methods".formatted(stripe.baseUri(), town.customer(payment.subject().payer())));
        try (var plain = HttpClient.newHttpClient()) {
            return plain.send(HttpRequest.newBuilder(address).header("Authorization", "Bearer " + StripeStandIn.API_KEY).build(), BodyHandlers.ofString()).body().replace(" ", "");
        } catch (java.io.IOException | InterruptedException failed) {
            throw new AssertionError(failed);
        }
    }
}
