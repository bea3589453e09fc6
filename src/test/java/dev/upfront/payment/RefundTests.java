package dev.upfront.payment;

import static dev.upfront.ledger.Account.FEES;
import static dev.upfront.ledger.Account.OUTSIDE_STRIPE;
import static dev.upfront.ledger.Account.REFUNDS;
import static dev.upfront.ledger.Account.STRIPE_BALANCE;
import static dev.upfront.ledger.Account.UNEARNED;
import static dev.upfront.payment.PaymentWorld.CARD_WHOSE_REFUNDS_ARE_SLOW;
import static dev.upfront.payment.PaymentWorld.CARD_WHOSE_REFUNDS_FAIL;
import static dev.upfront.payment.PaymentWorld.GOOD_CARD;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.upfront.ledger.Account;
import dev.upfront.ledger.Ledger;
import dev.upfront.money.Money;
import dev.upfront.payment.PaymentWorld.Town;
import dev.upfront.sandbox.MovableClock;
import dev.upfront.sandbox.stripe.Failure;
import dev.upfront.sandbox.stripe.Recorded;
import dev.upfront.sandbox.stripe.StripeStandIn;
import dev.upfront.sandbox.stripe.WebhookFault;
import java.sql.Timestamp;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

@PaymentTest
class RefundTests {

    @Autowired Payments payments;
    @Autowired Collecting collecting;
    @Autowired Refunding refunding;
    @Autowired Refunds rows;
    @Autowired Ledger ledger;
    @Autowired Town town;
    @Autowired StripeStandIn stripe;
    @Autowired MovableClock clock;
    @Autowired Sweeper sweeper;
    @Autowired PaymentWorld.Heard heard;
    @Autowired JdbcClient database;

    @AfterEach
    void everythingWorksAgain() {
        stripe.switches().reset();
    }

    @Test
    void aRefundGoesBackOnceHoweverOftenTheFlowAsks() {
        var id = paid(GOOD_CARD);
        var refund = payments.requestRefund(id, euro(4_000), order("cancellation"));
        assertThat(balance(id, REFUNDS)).as("owed to the client at once").isEqualTo(euro(-4_000));
        assertThat(balance(id, UNEARNED)).isEqualTo(euro(0));
        assertThat(payments.paid(payments.payment(id).subject().id(), euro(0).currency())).isEqualTo(euro(0));

        assertThat(refunding.submit(refund).status()).isEqualTo(RefundStatus.SUCCEEDED);
        assertThat(refunding.submit(refund).status()).isEqualTo(RefundStatus.SUCCEEDED);

        assertThat(town.refundsAtStripe(id)).singleElement().extracting(Recorded::amount).isEqualTo(4_000L);
        assertThat(balance(id, REFUNDS)).isEqualTo(euro(0));
        assertThat(balance(id, STRIPE_BALANCE)).isEqualTo(euro(0));
        assertThat(payments.payment(id).refunded()).isEqualTo(euro(4_000));
    }

    @Test
    void partsCanGoBackButNeverMoreThanWasPaid() {
        var id = paid(GOOD_CARD);
        refunding.submit(payments.requestRefund(id, euro(1_500), order("first")));
        payments.requestRefund(id, euro(1_500), order("second"));

        assertThatThrownBy(() -> payments.requestRefund(id, euro(1_001), order("third"))).isInstanceOf(RefundTooLarge.class)
                .hasMessageContaining("only EUR 10.00").hasMessageContaining("Nothing was refunded");
        assertThatThrownBy(() -> payments.requestRefund(town.deposit(), euro(1), order("nothing paid"))).isInstanceOf(RefundTooLarge.class);
        assertThat(payments.payment(id).kept()).isEqualTo(euro(1_000));
    }

    @Test
    void theDatabaseItselfRefusesToGiveBackOrToKeepTooMuch() {
        var id = paid(GOOD_CARD);

        assertThatThrownBy(() -> database.sql("update payment.payment set refunded_minor = 4001 where id = :id").param("id", id.value()).update())
                .hasMessageContaining("never_more_back_than_came");
        assertThatThrownBy(() -> database.sql("update payment.payment set collected_minor = 4001 where id = :id").param("id", id.value()).update())
                .hasMessageContaining("never_kept_more_than_owed");
    }

    @Test
    void theSameWishIsOneRefund() {
        var id = paid(GOOD_CARD);
        var booking = payments.payment(id).subject().id();

        assertThat(payments.refundSubject(booking, euro(3_000), order("cancellation"))).isEqualTo(payments.refundSubject(booking, euro(3_000), order("cancellation")));
        assertThat(payments.requestRefund(id, euro(3_000), order("cancellation"))).isEqualTo(payments.refundsOf(booking).getFirst().id());
        assertThat(payments.refundsOf(booking)).hasSize(1);
    }

    @Test
    void aRefundOfABookingIsSpreadOverItsPaymentsLatestFirst() {
        var deposit = payments.payment(paid(GOOD_CARD));
        clock.advance(Duration.ofSeconds(1));
        var booking = deposit.subject().id();
        collecting.chargeCard(town.owed(deposit.clientId(), booking, Purpose.BALANCE, euro(8_000)));

        payments.refundSubject(booking, euro(9_000), order("goodwill"));

        assertThat(payments.ofSubject(booking)).filteredOn(payment -> payment.purpose() == Purpose.BALANCE).singleElement()
                .extracting(Payment::refunding).isEqualTo(euro(8_000));
        assertThat(payments.ofSubject(booking)).filteredOn(payment -> payment.purpose() == Purpose.DEPOSIT).singleElement()
                .extracting(Payment::refunding).isEqualTo(euro(1_000));
        assertThatThrownBy(() -> payments.refundSubject(booking, euro(3_001), order("more"))).isInstanceOf(RefundTooLarge.class);
        assertThat(payments.refundsOf(booking)).as("all or nothing").hasSize(2);
    }

    @Test
    void aSlowRefundIsPendingUntilStripeSaysSo() {
        var id = paid(CARD_WHOSE_REFUNDS_ARE_SLOW);
        var refund = payments.requestRefund(id, euro(4_000), order("cancellation"));
        assertThat(refunding.submit(refund).status()).isEqualTo(RefundStatus.PENDING);
        assertThat(balance(id, STRIPE_BALANCE)).isEqualTo(euro(4_000));

        stripe.settleRefunds();

        await().until(() -> payments.refund(refund).status() == RefundStatus.SUCCEEDED);
        town.awaitInboxDone();
        assertThat(balance(id, STRIPE_BALANCE)).isEqualTo(euro(0));
    }

    @Test
    void theSweeperLearnsOfASlowRefundWhoseWebhooksWereLost() {
        var id = paid(CARD_WHOSE_REFUNDS_ARE_SLOW);
        stripe.switches().webhooksNext(50, WebhookFault.LOST);
        var refund = payments.requestRefund(id, euro(4_000), order("cancellation"));
        refunding.submit(refund);
        stripe.settleRefunds();

        clock.advance(Duration.ofMinutes(2));
        sweeper.sweep();

        assertThat(payments.refund(refund).status()).isEqualTo(RefundStatus.SUCCEEDED);
    }

    @Test
    void aRefundThatComesBackIsOwedAgainAndCanBeTriedAgain() {
        var refund = cameBack();
        var id = payments.refund(refund).paymentId();
        assertThat(balance(id, REFUNDS)).isEqualTo(euro(-4_000));
        assertThat(balance(id, STRIPE_BALANCE)).isEqualTo(euro(4_000));
        assertThat(payments.payment(id).refunding()).isEqualTo(euro(4_000));

        payments.decideRefund(refund, RefundDecision.TRY_AGAIN);
        assertThat(refunding.submit(refund).status()).isEqualTo(RefundStatus.SUCCEEDED);

        assertThat(town.refundsAtStripe(id)).hasSize(2);
        assertThat(balance(id, REFUNDS)).isEqualTo(euro(0));
    }

    @Test
    void aRefundThatComesBackCanBePaidOtherwise() {
        var refund = cameBack();
        var id = payments.refund(refund).paymentId();

        payments.decideRefund(refund, RefundDecision.PAID_OTHERWISE);
        refunding.close(refund);
        refunding.close(refund);

        assertThat(payments.refund(refund).status()).isEqualTo(RefundStatus.CLOSED);
        assertThat(payments.payment(id).refunded()).isEqualTo(euro(4_000));
        assertThat(balance(id, REFUNDS)).isEqualTo(euro(0));
        assertThat(balance(id, OUTSIDE_STRIPE)).isEqualTo(euro(-4_000));
        assertThat(refunding.submit(refund).status()).isEqualTo(RefundStatus.CLOSED);
        assertThat(town.refundsAtStripe(id)).hasSize(1);
    }

    @Test
    void aRefundThatComesBackCanBeDeclined() {
        var refund = cameBack();
        var id = payments.refund(refund).paymentId();

        payments.decideRefund(refund, RefundDecision.DECLINE);
        refunding.close(refund);

        assertThat(payments.payment(id).kept()).isEqualTo(euro(4_000));
        assertThat(balance(id, REFUNDS)).isEqualTo(euro(0));
        assertThat(balance(id, UNEARNED)).as("its booking has ended: nothing is left to earn").isEqualTo(euro(0));
        assertThat(balance(id, FEES)).isEqualTo(euro(-4_000));
        assertThatThrownBy(() -> payments.decideRefund(refund, RefundDecision.TRY_AGAIN)).hasMessageContaining("nothing to decide");
    }

    @Test
    void theFirstDecisionStaysAndWhoeverDecidesOtherwiseIsToldWhatItWas() {
        var refund = cameBack();
        payments.decideRefund(refund, RefundDecision.PAID_OTHERWISE);

        payments.decideRefund(refund, RefundDecision.PAID_OTHERWISE);
        for (var late : List.of(RefundDecision.TRY_AGAIN, RefundDecision.DECLINE)) {
            assertThatThrownBy(() -> payments.decideRefund(refund, late)).isInstanceOf(DecisionRefused.class)
                    .hasMessageContaining("decided already that the client got the money another way").hasMessageContaining("Nothing was changed");
        }

        assertThat(payments.stuckMoney()).filteredOn(stuck -> stuck.id().equals(refund.value())).singleElement().satisfies(stuck -> {
            assertThat(stuck.decisionWaits()).isFalse();
            assertThat(stuck.next()).contains("It is decided");
        });
        refunding.close(refund);
        payments.decideRefund(refund, RefundDecision.PAID_OTHERWISE);
        assertThat(payments.payment(payments.refund(refund).paymentId()).refunded()).isEqualTo(euro(4_000));
        assertThat(refunding.submit(refund).status()).as("Stripe sends nothing more").isEqualTo(RefundStatus.CLOSED);
    }

    @Test
    void oneThatIsTriedAgainIsNotDecidedOtherwiseMeanwhile() {
        var refund = cameBack();
        payments.decideRefund(refund, RefundDecision.TRY_AGAIN);

        payments.decideRefund(refund, RefundDecision.TRY_AGAIN);
        assertThatThrownBy(() -> payments.decideRefund(refund, RefundDecision.PAID_OTHERWISE)).isInstanceOf(DecisionRefused.class).hasMessageContaining("on its way to the client");

        assertThat(refunding.submit(refund).status()).isEqualTo(RefundStatus.SUCCEEDED);
        assertThat(town.refundsAtStripe(payments.refund(refund).paymentId())).as("the first, and one more").hasSize(2);
    }

    @Test
    void theSameWishOfAnotherAmountIsRefused() {
        var id = paid(GOOD_CARD);
        payments.requestRefund(id, euro(1_000), order("goodwill"));

        assertThatThrownBy(() -> payments.requestRefund(id, euro(1_500), order("goodwill"))).isInstanceOf(RefundDiffers.class)
                .hasMessageContaining("EUR 10.00").hasMessageContaining("Nothing more was refunded");

        assertThat(payments.payment(id).kept()).isEqualTo(euro(3_000));
    }

    @Test
    void aRefundWithoutAnAnswerIsNotMadeTwice() {
        for (var wait : List.of(Duration.ZERO, Duration.ofHours(25))) {
            var id = paid(GOOD_CARD);
            var refund = payments.requestRefund(id, euro(4_000), order("cancellation"));
            stripe.switches().webhooksNext(50, WebhookFault.LOST);
            stripe.switches().failNext(1, Failure.TRUNCATED_ANSWER, "POST /v1/refunds");
            stripe.switches().failNext(50, Failure.SERVER_ERROR_500, "GET /v1/refunds");
            assertThatThrownBy(() -> refunding.submit(refund)).isInstanceOf(StripeUnavailable.class);
            assertThat(payments.refund(refund).status()).isEqualTo(RefundStatus.UNKNOWN);

            stripe.switches().reset();
            clock.advance(wait);
            assertThat(refunding.submit(refund).status()).isEqualTo(RefundStatus.SUCCEEDED);
            assertThat(town.refundsAtStripe(id)).hasSize(1);
        }
    }

    @Test
    void ofTwoWhoFindNothingOfARefundAtStripeOnlyTheFirstBeginsAnew() {
        var id = paid(GOOD_CARD);
        var refund = payments.requestRefund(id, euro(1_000), order("part"));
        stripe.switches().failNext(50, Failure.DROPPED_CONNECTION_BEFORE, "POST /v1/refunds");
        stripe.switches().failNext(50, Failure.SERVER_ERROR_500, "GET /v1/refunds");
        assertThatThrownBy(() -> refunding.submit(refund)).isInstanceOf(StripeUnavailable.class);
        var seen = payments.refund(refund);

        rows.startAgain(seen);
        rows.sending(refund);
        rows.startAgain(seen);

        assertThat(payments.refund(refund).tries()).isEqualTo(2);
        assertThat(payments.refund(refund).status()).as("the second try is still on its way").isEqualTo(RefundStatus.SUBMITTED);
    }

    @Test
    void aRefundThatWasCommittedButNotAnsweredBecauseTheInstanceDiedIsMadeOnce() {
        var id = paid(GOOD_CARD);
        var refund = payments.requestRefund(id, euro(4_000), order("cancellation"));
        stripe.switches().webhooksNext(50, WebhookFault.LOST);
        try (var death = town.refusing("payment.refund", "new.status = 'SUCCEEDED'")) {
            assertThatThrownBy(() -> refunding.submit(refund)).hasStackTraceContaining("the instance died");
        }

        assertThat(refunding.submit(refund).status()).isEqualTo(RefundStatus.SUCCEEDED);
        assertThat(town.refundsAtStripe(id)).hasSize(1);
    }

    @Test
    void aRefundThatNoProcessTookUpAsksForOneAgain() {
        var refund = payments.requestRefund(paid(GOOD_CARD), euro(4_000), order("cancellation"));
        assertThat(heard.refundsRequested(refund)).isOne();

        clock.advance(Duration.ofMinutes(2));
        sweeper.sweep();

        assertThat(heard.refundsRequested(refund)).isEqualTo(2);
    }

    @Test
    void whatIsPaidTwiceGoesBackByItself() {
        var id = town.deposit();
        var forgotten = town.openSession(id);
        database.sql("update payment.attempt set status = 'FAILED', settled_at = created_at, failure = 'thought to be lost' where payment = :id").param("id", id.value()).update();
        var known = town.openSession(id);
        stripe.payCheckout(known, GOOD_CARD);
        town.awaitStatus(id, PaymentStatus.PAID);
        stripe.payCheckout(forgotten, GOOD_CARD);

        await().until(() -> !payments.refundsOf(payments.payment(id).subject().id()).isEmpty());
        var surplus = payments.refundsOf(payments.payment(id).subject().id()).getFirst();
        assertThat(surplus.reason()).isEqualTo(RefundReason.SURPLUS);
        assertThat(payments.stuckMoney()).filteredOn(stuck -> stuck.id().equals(surplus.id().value())).singleElement()
                .extracting(StuckMoney::why).asString().contains("paid twice");
        assertThat(refunding.submit(surplus.id()).status()).isEqualTo(RefundStatus.SUCCEEDED);

        town.awaitInboxDone();
        var payment = payments.payment(id);
        assertThat(List.of(payment.collected(), payment.refunded(), payment.kept())).containsExactly(euro(8_000), euro(4_000), euro(4_000));
        assertThat(balance(id, STRIPE_BALANCE)).isEqualTo(euro(4_000));
        assertThat(balance(id, UNEARNED)).isEqualTo(euro(-4_000));
        assertThat(balance(id, REFUNDS)).isEqualTo(euro(0));
    }

    @Test
    void moneyForAPaymentThatIsNoLongerWantedGoesBackByItself() {
        var id = town.deposit();
        var session = town.openSession(id);
        database.sql("update payment.payment set status = 'CLOSED', settled_at = :now where id = :id").param("now", Timestamp.from(clock.instant()))
                .param("id", id.value()).update();
        stripe.payCheckout(session, GOOD_CARD);
        payments.returnFromCheckout(session);

        var refund = payments.refundsOf(payments.payment(id).subject().id()).getFirst();
        assertThat(refund.amount()).isEqualTo(euro(4_000));
        assertThat(payments.payment(id).status()).isEqualTo(PaymentStatus.CLOSED);
        assertThat(balance(id, UNEARNED)).isEqualTo(euro(0));
    }

    @Test
    void moneyThatComesWhileTheFlowGivesUpGoesBack() {
        var id = paid(GOOD_CARD);

        collecting.giveUp(id);
        collecting.giveUp(id);

        assertThat(payments.refundsOf(payments.payment(id).subject().id())).singleElement().extracting(Refund::amount).isEqualTo(euro(4_000));
    }

    private PaymentId paid(String card) {
        var id = town.deposit();
        town.pay(id, card);
        return id;
    }

    /** A refund that succeeded and failed later. */
    private RefundId cameBack() {
        var refund = payments.requestRefund(paid(CARD_WHOSE_REFUNDS_FAIL), euro(4_000), order("cancellation"));
        assertThat(refunding.submit(refund).status()).isEqualTo(RefundStatus.SUCCEEDED);
        stripe.settleRefunds();
        await().until(() -> payments.refund(refund).status() == RefundStatus.FAILED);
        town.awaitInboxDone();
        return refund;
    }

    private Money balance(PaymentId id, Account account) {
        return ledger.balance(account, payments.payment(id).subject().id(), euro(0).currency());
    }

    private static RefundOrder order(String name) {
        return new RefundOrder(name, RefundReason.CANCELLATION, UNEARNED, "policy");
    }

    private static Money euro(long cents) {
        return Money.of(cents, "EUR");
    }
}
