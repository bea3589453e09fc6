package dev.upfront.payment;

import static dev.upfront.payment.Collecting.ChargeResult.PAID;
import static dev.upfront.payment.PaymentWorld.GOOD_CARD;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.upfront.payment.PaymentWorld.Town;
import dev.upfront.sandbox.stripe.Failure;
import dev.upfront.sandbox.stripe.StripeStandIn;
import dev.upfront.sandbox.stripe.WebhookFault;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** An instance dies at some point of a charge; whoever takes the job up next ends with exactly one charge. No webhook helps. */
@PaymentTest
class KillPointTests {

    @Autowired Payments payments;
    @Autowired Collecting collecting;
    @Autowired Town town;
    @Autowired StripeStandIn stripe;

    private PaymentId id;

    @BeforeEach
    void aBalanceIsOwed() {
        id = town.balanceOfClientWithCard(GOOD_CARD);
        stripe.switches().webhooksNext(1_000, WebhookFault.LOST);
    }

    @AfterEach
    void everythingWorksAgain() {
        stripe.switches().reset();
    }

    @Test
    void beforeTheAttemptIsWritten() {
        try (var death = town.refusing("payment.attempt", "new.status = 'CREATED'")) {
            assertThatThrownBy(() -> collecting.chargeCard(id)).hasStackTraceContaining("the instance died");
        }
        assertThat(town.tries(id)).isEmpty();
        theNextOneChargesOnce();
    }

    @Test
    void afterTheAttemptIsWrittenAndBeforeStripeIsCalled() {
        try (var death = town.refusing("payment.attempt", "new.sent_count = 1")) {
            assertThatThrownBy(() -> collecting.chargeCard(id)).hasStackTraceContaining("the instance died");
        }
        assertThat(town.tries(id)).isEmpty();
        theNextOneChargesOnce();
    }

    @Test
    void onTheWayToStripe() {
        stripe.switches().failNext(3, Failure.DROPPED_CONNECTION_BEFORE, "POST /v1/payment_intents");
        assertThatThrownBy(() -> collecting.chargeCard(id)).isInstanceOf(StripeUnavailable.class);
        stripe.switches().failNext(0, Failure.DROPPED_CONNECTION_BEFORE);
        theNextOneChargesOnce();
    }

    @Test
    void afterStripeChargedAndBeforeItsAnswerArrives() {
        stripe.switches().failNext(2, Failure.DROPPED_CONNECTION_AFTER, "POST /v1/payment_intents");
        stripe.switches().failNext(10, Failure.SERVER_ERROR_500, "GET /v1/payment_intents");
        assertThatThrownBy(() -> collecting.chargeCard(id)).isInstanceOf(StripeUnavailable.class);
        assertThat(town.charges(id)).hasSize(1);
        stripe.switches().reset();
        theNextOneChargesOnce();
    }

    @Test
    void afterTheAnswerArrivedAndBeforeItIsCommitted() {
        try (var death = town.refusing("payment.attempt", "new.status = 'SUCCEEDED'")) {
            assertThatThrownBy(() -> collecting.chargeCard(id)).hasStackTraceContaining("the instance died");
        }
        assertThat(town.charges(id)).hasSize(1);
        assertThat(payments.payment(id).status()).isEqualTo(PaymentStatus.OWED);
        theNextOneChargesOnce();
    }

    @Test
    void afterTheLedgerEntryIsWrittenAndBeforeItIsCommitted() {
        try (var death = town.refusing("payment.payment", "new.status = 'PAID'")) {
            assertThatThrownBy(() -> collecting.chargeCard(id)).hasStackTraceContaining("the instance died");
        }
        theNextOneChargesOnce();
    }

    @Test
    void afterTheCommitAndBeforeTheJobIsCompleted() {
        assertThat(collecting.chargeCard(id)).isEqualTo(PAID);
        theNextOneChargesOnce();
    }

    @Test
    void whileAPageIsOpened() {
        var deposit = town.deposit();
        try (var death = town.refusing("payment.attempt", "new.status = 'OPEN'")) {
            assertThatThrownBy(() -> payments.openCheckout(deposit, Town.RETURN)).hasStackTraceContaining("the instance died");
        }

        town.pay(deposit, GOOD_CARD);

        assertThat(stripe.checkoutSessions()).filteredOn(session -> payments.payment(deposit).reference()
                .equals(session.metadata().get("upfront_payment"))).hasSize(1);
        town.assertPaidExactlyOnce(deposit);
    }

    @Test
    void whileThePaidPageIsSettled() {
        var deposit = town.deposit();
        var session = town.openSession(deposit);
        stripe.payCheckout(session, GOOD_CARD);
        try (var death = town.refusing("payment.attempt", "new.status = 'SUCCEEDED'")) {
            assertThatThrownBy(() -> payments.returnFromCheckout(session)).hasStackTraceContaining("the instance died");
        }

        assertThat(payments.openCheckout(deposit, Town.RETURN)).as("no second page for what is paid").isInstanceOf(CheckoutPage.class);
        payments.returnFromCheckout(session);

        town.assertPaidExactlyOnce(deposit);
    }

    private void theNextOneChargesOnce() {
        assertThat(collecting.chargeCard(id)).isEqualTo(PAID);
        assertThat(collecting.chargeCard(id)).isEqualTo(PAID);
        town.assertPaidExactlyOnce(id);
    }
}
