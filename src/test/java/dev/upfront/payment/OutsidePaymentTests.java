package dev.upfront.payment;

import static dev.upfront.payment.PaymentWorld.CARD_THAT_GOES_BAD;
import static dev.upfront.payment.PaymentWorld.GOOD_CARD;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.upfront.ledger.Account;
import dev.upfront.ledger.Ledger;
import dev.upfront.money.Money;
import dev.upfront.payment.PaymentWorld.Heard;
import dev.upfront.payment.PaymentWorld.Town;
import dev.upfront.sandbox.stripe.CheckoutResult;
import dev.upfront.sandbox.stripe.Failure;
import dev.upfront.sandbox.stripe.StripeStandIn;
import dev.upfront.sandbox.stripe.WebhookFault;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** Cash and bank transfers: what was collected adds up, and never together with a charge. */
@PaymentTest
class OutsidePaymentTests {

    @Autowired Payments payments;
    @Autowired Collecting collecting;
    @Autowired Refunding refunding;
    @Autowired Ledger ledger;
    @Autowired Town town;
    @Autowired Heard heard;
    @Autowired StripeStandIn stripe;

    @AfterEach
    void everythingWorksAgain() {
        stripe.switches().reset();
    }

    @Test
    void cashSettlesThePaymentOnce() {
        var id = town.balanceOfClientWithCard(CARD_THAT_GOES_BAD);
        collecting.chargeCard(id);

        assertThat(List.of(collecting.paidOutside(id, Means.CASH, "Sam"), collecting.paidOutside(id, Means.CASH, "Sam"))).containsExactly(true, false);

        var payment = payments.payment(id);
        assertThat(payment.status()).isEqualTo(PaymentStatus.PAID);
        assertThat(payment.collected()).isEqualTo(payment.amount());
        assertThat(balance(id, Account.OUTSIDE_STRIPE)).isEqualTo(payment.amount());
        assertThat(balance(id, Account.RECEIVABLE)).isEqualTo(payment.amount().negated());
        assertThat(town.charges(id)).isEmpty();
        assertThat(payments.isPaidByCard(id)).isFalse();
        assertThat(payments.cardThatPaid(id)).as("the card on file did not").isEmpty();
        assertThat(collecting.chargeCard(id)).isEqualTo(Collecting.ChargeResult.PAID);
        assertThat(heard.paid(id)).isOne();
    }

    @Test
    void theOpenPayPageIsClosedFirst() {
        var id = town.balanceOfClientWithCard(CARD_THAT_GOES_BAD);
        var session = town.openSession(id);

        assertThat(collecting.paidOutside(id, Means.BANK_TRANSFER, "Sam")).isTrue();

        assertThat(stripe.payCheckout(session, GOOD_CARD).outcome()).isEqualTo(CheckoutResult.Outcome.CLOSED);
        assertThat(town.charges(id)).isEmpty();
    }

    @Test
    void whatWasJustPaidOnThePageIsNotNotedAgain() {
        var id = town.balanceOfClientWithCard(CARD_THAT_GOES_BAD);
        stripe.switches().webhooksNext(10, WebhookFault.LOST);
        stripe.payCheckout(town.openSession(id), GOOD_CARD);

        assertThat(collecting.paidOutside(id, Means.CASH, "Sam")).isFalse();

        town.assertPaidExactlyOnce(id);
        assertThat(balance(id, Account.OUTSIDE_STRIPE)).isEqualTo(Money.of(0, "EUR"));
    }

    @Test
    void whileAnOutcomeIsNotKnownNothingIsNoted() {
        var id = town.balanceOfClientWithCard(GOOD_CARD);
        stripe.switches().webhooksNext(50, WebhookFault.LOST);
        stripe.switches().failNext(1, Failure.TRUNCATED_ANSWER, "POST /v1/payment_intents");
        stripe.switches().failNext(50, Failure.SERVER_ERROR_500, "GET /v1/payment_intents");
        assertThatThrownBy(() -> collecting.chargeCard(id)).isInstanceOf(StripeUnavailable.class);

        assertThatThrownBy(() -> collecting.paidOutside(id, Means.CASH, "Sam")).isInstanceOf(StripeUnavailable.class);
        assertThat(payments.payment(id).status()).isEqualTo(PaymentStatus.OWED);

        stripe.switches().reset();
        assertThat(collecting.paidOutside(id, Means.CASH, "Sam")).as("the charge had succeeded").isFalse();
        town.assertPaidExactlyOnce(id);
    }

    @Test
    void cashAndACardAtTheSameMomentAreOnePayment() throws Exception {
        for (int round = 0; round < 5; round++) {
            var id = town.balanceOfClientWithCard(GOOD_CARD);
            List<Callable<Object>> both = List.of(() -> collecting.paidOutside(id, Means.CASH, "Sam"), () -> collecting.chargeCard(id));
            try (var threads = Executors.newFixedThreadPool(2)) {
                for (var result : threads.invokeAll(both)) {
                    try {
                        result.get();
                    } catch (java.util.concurrent.ExecutionException busy) {
                        assertThat(busy).hasCauseInstanceOf(StripeUnavailable.class);
                    }
                }
            }
            collecting.chargeCard(id);
            var payment = payments.payment(id);
            assertThat(payment.status()).isEqualTo(PaymentStatus.PAID);
            assertThat(payment.collected()).isEqualTo(payment.amount());
            assertThat(town.charges(id).size()).isEqualTo(balance(id, Account.OUTSIDE_STRIPE).isZero() ? 1 : 0);
        }
    }

    @Test
    void cashGoesBackTheWayItCame() {
        var id = town.balanceOfClientWithCard(CARD_THAT_GOES_BAD);
        collecting.paidOutside(id, Means.CASH, "Sam");
        var refund = payments.requestRefund(id, Money.of(2_000, "EUR"), new RefundOrder("kindness", RefundReason.GOODWILL, Account.REVENUE, "Sam"));

        var failed = refunding.submit(refund);

        assertThat(failed.status()).isEqualTo(RefundStatus.FAILED);
        assertThat(failed.failure()).contains("not paid through Stripe");
        payments.decideRefund(refund, RefundDecision.PAID_OTHERWISE);
        refunding.close(refund);
        assertThat(balance(id, Account.OUTSIDE_STRIPE)).isEqualTo(Money.of(6_000, "EUR"));
        assertThat(payments.payment(id).kept()).isEqualTo(Money.of(6_000, "EUR"));
        assertThat(town.refundsAtStripe(id)).isEmpty();
    }

    private Money balance(PaymentId id, Account account) {
        var payment = payments.payment(id);
        return ledger.balance(account, payment.subject().id(), payment.amount().currency());
    }
}
