package dev.upfront.payment;

import static dev.upfront.ledger.Account.DISPUTES;
import static dev.upfront.ledger.Account.DISPUTE_LOSSES;
import static dev.upfront.ledger.Account.OUTSIDE_STRIPE;
import static dev.upfront.ledger.Account.REFUNDS;
import static dev.upfront.ledger.Account.STRIPE_BALANCE;
import static dev.upfront.ledger.Account.STRIPE_FEES;
import static dev.upfront.ledger.Account.UNEARNED;
import static dev.upfront.payment.PaymentWorld.CARD_WHOSE_REFUNDS_FAIL;
import static dev.upfront.payment.PaymentWorld.GOOD_CARD;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.upfront.ledger.Account;
import dev.upfront.ledger.Ledger;
import dev.upfront.money.Money;
import dev.upfront.payment.DisputeFacts.Standing;
import dev.upfront.payment.PaymentWorld.Town;
import dev.upfront.sandbox.MovableClock;
import dev.upfront.sandbox.stripe.Failure;
import dev.upfront.sandbox.stripe.StripeStandIn;
import dev.upfront.sandbox.stripe.WebhookFault;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What a dispute does to a payment, its refunds and the book. */
@PaymentTest
class DisputedPaymentTests {

    private static final Money FEE = euro(2_000);

    @Autowired Payments payments;
    @Autowired Disputing disputing;
    @Autowired DisputeBooking booking;
    @Autowired AttemptRepository attempts;
    @Autowired Refunding refunding;
    @Autowired PaymentMails mails;
    @Autowired Ledger ledger;
    @Autowired Town town;
    @Autowired StripeStandIn stripe;
    @Autowired MovableClock clock;
    @Autowired JdbcClient database;

    @AfterEach
    void everythingWorksAgain() {
        stripe.switches().reset();
        stripe.releaseWebhooks();
    }

    @Test
    void theWebhookBooksWhatWasWithdrawnAndTheFee() {
        var id = paid();
        dispute(id);

        await().until(() -> payments.payment(id).disputed().isPositive());
        town.awaitInboxDone();
        assertThat(payments.payment(id)).satisfies(payment -> {
            assertThat(payment.status()).as("for the client it is paid").isEqualTo(PaymentStatus.PAID);
            assertThat(payment.disputed()).isEqualTo(euro(4_000));
            assertThat(payment.refundable()).isEqualTo(euro(0));
            assertThat(payment.kept()).isEqualTo(euro(4_000));
        });
        assertBook(id, euro(4_000), euro(0), euro(-4_000));
    }

    @Test
    void wonMoneyIsBackAndTheFeeStays() {
        var id = paid();
        var dispute = dispute(id);
        stripe.issuers().decideDispute(dispute, true);

        town.awaitInboxDone();
        disputing.ask(dispute);
        assertThat(payments.payment(id).disputed()).isEqualTo(euro(0));
        assertThat(payments.payment(id).refundable()).isEqualTo(euro(4_000));
        assertBook(id, euro(0), euro(0), euro(-4_000));
    }

    @Test
    void lostMoneyIsALossOnceHoweverOftenItIsTold() {
        var id = paid();
        var dispute = dispute(id);
        disputing.accept(dispute);
        disputing.accept(dispute);
        disputing.ask(dispute);

        town.awaitInboxDone();
        assertThat(payments.payment(id).lost()).isEqualTo(euro(4_000));
        assertBook(id, euro(0), euro(4_000), euro(-4_000));
    }

    @Test
    void anOlderAnswerHeardLaterTakesNothingBack() {
        var id = paid();
        var dispute = dispute(id);
        town.awaitInboxDone();
        var before = disputing.ask(dispute);
        stripe.issuers().decideDispute(dispute, true);
        disputing.ask(dispute);

        booking.apply(attemptOf(id), before);
        booking.apply(attemptOf(id), before);

        assertThat(payments.payment(id).disputed()).isEqualTo(euro(0));
        assertBook(id, euro(0), euro(0), euro(-4_000));
    }

    @Test
    void webhooksDoubledAndOutOfOrderLeaveTheSameBook() {
        var id = paid();
        town.awaitInboxDone();
        stripe.switches().webhooksNext(50, WebhookFault.OUT_OF_ORDER);
        var dispute = dispute(id);
        stripe.issuers().decideDispute(dispute, false);
        stripe.releaseWebhooks();
        stripe.switches().reset();

        await().until(() -> payments.payment(id).lost().isPositive());
        town.awaitInboxDone();
        for (var event : database.sql("select id from payment.stripe_event where payload like :dispute").param("dispute", "%" + dispute + "%").query(String.class).list()) {
            stripe.resendWebhook(event);
        }
        town.awaitInboxDone();
        assertBook(id, euro(0), euro(4_000), euro(-4_000));
    }

    @Test
    void aDisputeOfWhichNoWebhookCameIsFound() {
        var id = paid();
        town.awaitInboxDone();
        stripe.switches().webhooksNext(50, WebhookFault.LOST);
        dispute(id);
        var since = clock.instant().minus(Duration.ofHours(1));

        assertThat(disputing.lookSince(since)).isPositive();
        disputing.lookSince(since);

        assertBook(id, euro(4_000), euro(0), euro(-4_000));
    }

    @Test
    void disputedMoneyIsNotGivenBackByStaffAndASentenceSaysWhy() {
        var id = paid();
        dispute(id);
        await().until(() -> payments.payment(id).disputed().isPositive());

        assertThatThrownBy(() -> payments.requestRefund(id, euro(1_000), order("kindness", RefundReason.GOODWILL))).isInstanceOf(MoneyDisputed.class)
                .hasMessageContaining("would leave twice").hasMessageContaining("Nothing was refunded");
        assertThat(payments.refundsOf(payments.payment(id).subject().id())).isEmpty();
    }

    @Test
    void aRefundThePolicyOwesWaitsForTheDisputeAndGoesOutWhenItIsWon() {
        var id = paid();
        var dispute = dispute(id);
        await().until(() -> payments.payment(id).disputed().isPositive());
        var refund = payments.requestRefund(id, euro(4_000), order("cancellation", RefundReason.CANCELLATION));
        assertThat(refunding.submit(refund).status()).isEqualTo(RefundStatus.FAILED);
        assertThat(payments.stuckMoney()).filteredOn(stuck -> stuck.id().equals(refund.value())).singleElement().satisfies(stuck -> {
            assertThat(stuck.decisionWaits()).isFalse();
            assertThat(stuck.next()).contains("by itself when the dispute ends");
        });

        stripe.issuers().decideDispute(dispute, true);

        await().until(() -> payments.refund(refund).decision() == null && payments.refund(refund).status() == RefundStatus.REQUESTED);
        assertThat(refunding.submit(refund).status()).isEqualTo(RefundStatus.SUCCEEDED);
        assertThat(town.refundsAtStripe(id)).hasSize(1);
        assertThat(balance(id, STRIPE_BALANCE)).isEqualTo(FEE.negated());
        assertThat(balance(id, REFUNDS)).isEqualTo(euro(0));
    }

    @Test
    void aRefundThatWaitedIsOverWhenTheDisputeIsLostBecauseTheBankHasGivenItBack() {
        var id = paid();
        var dispute = dispute(id);
        await().until(() -> payments.payment(id).disputed().isPositive());
        var refund = payments.requestRefund(id, euro(3_000), order("cancellation", RefundReason.CANCELLATION));
        refunding.submit(refund);

        stripe.issuers().decideDispute(dispute, false);

        await().until(() -> payments.refund(refund).decision() == RefundDecision.GIVEN_BACK_BY_BANK);
        refunding.close(refund);
        refunding.close(refund);
        assertThat(town.refundsAtStripe(id)).isEmpty();
        assertThat(balance(id, REFUNDS)).isEqualTo(euro(0));
        assertThat(balance(id, DISPUTE_LOSSES)).as("what was kept of it").isEqualTo(euro(1_000));
        assertThat(balance(id, UNEARNED)).isEqualTo(euro(-1_000));
        assertThat(payments.payment(id).lost()).isEqualTo(euro(1_000));
    }

    @Test
    void aRefundThatWaitsForTheBankIsNeitherPaidAnotherWayNorDeclinedAndTheMailSaysWhy() {
        var id = paid();
        var dispute = dispute(id);
        await().until(() -> payments.payment(id).disputed().isPositive());
        var refund = payments.requestRefund(id, euro(4_000), order("cancellation", RefundReason.CANCELLATION));
        refunding.submit(refund);

        for (var decision : List.of(RefundDecision.PAID_OTHERWISE, RefundDecision.DECLINE)) {
            assertThatThrownBy(() -> payments.decideRefund(refund, decision)).isInstanceOf(DecisionRefused.class).hasMessageContaining("while it decides a dispute")
                    .hasMessageContaining("goes on by itself when the dispute ends").hasMessageContaining("Nothing was changed");
        }
        mails.alertStaffOfRefund(refund);

        assertThat(payments.refund(refund).decision()).isNull();
        assertThat(database.sql("select title || ' ' || text from notification.mail where subject = :id").param("id", refund.value()).query(String.class).single())
                .contains("waits for a bank", "has taken the money back while it decides", "Do not pay the client another way").doesNotContain("at Stripe again", "To decide");
        stripe.issuers().decideDispute(dispute, false);
        await().until(() -> payments.refund(refund).decision() == RefundDecision.GIVEN_BACK_BY_BANK);
    }

    @Test
    void aRefundThatHadFailedBeforeTheDisputeIsNotPaidAnotherWayEitherAndIsOverOnceTheBankHasGivenItBack() {
        var refund = refundThatFailed();
        var id = payments.refund(refund).paymentId();
        var dispute = dispute(id);
        await().until(() -> payments.payment(id).disputed().isPositive());

        assertThatThrownBy(() -> payments.decideRefund(refund, RefundDecision.PAID_OTHERWISE)).isInstanceOf(DecisionRefused.class).hasMessageContaining("lost, the client has the money already");
        assertThat(payments.stuckMoney()).filteredOn(stuck -> stuck.id().equals(refund.value())).singleElement().extracting(StuckMoney::decisionWaits).isEqualTo(false);

        stripe.issuers().decideDispute(dispute, false);
        await().until(() -> payments.refund(refund).decision() == RefundDecision.GIVEN_BACK_BY_BANK);
        refunding.close(refund);
        assertThat(balance(id, REFUNDS)).isEqualTo(euro(0));
        assertThat(balance(id, DISPUTE_LOSSES)).as("it was owed to the client anyway").isEqualTo(euro(0));
    }

    @Test
    void aRefundThatComesBackAfterTheBankTookTheMoneyWaitsForTheBankAndIsOverOnceTheDisputeIsLost() {
        var refund = refundOnItsWayToADeadCard(4_000);
        var id = payments.refund(refund).paymentId();
        booking.apply(attemptOf(id), facts("du_bounced", euro(4_000), Standing.NEEDS_RESPONSE, true));
        assertThat(payments.payment(id).disputed()).as("all of it has gone back").isEqualTo(euro(0));

        comesBack(refund);

        assertThat(payments.payment(id).disputed()).isEqualTo(euro(4_000));
        assertThatThrownBy(() -> payments.decideRefund(refund, RefundDecision.PAID_OTHERWISE)).isInstanceOf(DecisionRefused.class).hasMessageContaining("lost, the client has the money already");
        assertThat(payments.stuckMoney()).filteredOn(stuck -> stuck.id().equals(refund.value())).singleElement().extracting(StuckMoney::decisionWaits).isEqualTo(false);
        booking.apply(attemptOf(id), facts("du_bounced", euro(4_000), Standing.LOST, true));
        assertThat(payments.refund(refund).decision()).isEqualTo(RefundDecision.GIVEN_BACK_BY_BANK);
        refunding.close(refund);
        assertThat(payments.payment(id).lost()).isEqualTo(euro(0));
        assertThat(balance(id, REFUNDS)).isEqualTo(euro(0));
        assertThat(balance(id, DISPUTE_LOSSES)).as("it was owed to the client anyway").isEqualTo(euro(0));
        assertThat(balance(id, STRIPE_BALANCE)).isEqualTo(FEE.negated());
    }

    @Test
    void aRefundThatComesBackAfterTheDisputeWasLostIsOverAtOnce() {
        var refund = refundOnItsWayToADeadCard(3_000);
        var id = payments.refund(refund).paymentId();
        booking.apply(attemptOf(id), facts("du_lost_before", euro(4_000), Standing.LOST, true));
        assertThat(payments.payment(id).lost()).isEqualTo(euro(1_000));

        comesBack(refund);

        assertThat(payments.refund(refund).decision()).isEqualTo(RefundDecision.GIVEN_BACK_BY_BANK);
        refunding.close(refund);
        assertThat(payments.payment(id).lost()).isEqualTo(euro(1_000));
        assertThat(balance(id, DISPUTE_LOSSES)).isEqualTo(euro(1_000));
        assertThat(balance(id, REFUNDS)).isEqualTo(euro(0));
    }

    @Test
    void aRefundThatStripeWorkedOnWhileTheBankTookTheMoneyAndThatComesBackIsWithTheBankAgain() {
        var id = town.deposit();
        town.pay(id, CARD_WHOSE_REFUNDS_FAIL);
        town.awaitInboxDone();
        var refund = payments.requestRefund(id, euro(4_000), order("cancellation", RefundReason.CANCELLATION));
        booking.apply(attemptOf(id), facts("du_meanwhile", euro(4_000), Standing.NEEDS_RESPONSE, true));
        assertThat(refunding.submit(refund).status()).isEqualTo(RefundStatus.SUCCEEDED);
        assertThat(payments.payment(id).disputed()).isEqualTo(euro(0));

        comesBack(refund);

        assertThat(payments.payment(id).disputed()).isEqualTo(euro(4_000));
        booking.apply(attemptOf(id), facts("du_meanwhile", euro(4_000), Standing.WON, false));
        assertThat(payments.payment(id).disputed()).isEqualTo(euro(0));
        payments.decideRefund(refund, RefundDecision.PAID_OTHERWISE);
        refunding.close(refund);
        assertThat(payments.payment(id).refunded()).isEqualTo(euro(4_000));
        assertThat(balance(id, REFUNDS)).isEqualTo(euro(0));
    }

    @Test
    void ofTwoRefundsThatWaitedNoMoreIsOverThanTheBankHasGivenBack() {
        var id = paid();
        town.awaitInboxDone();
        stripe.switches().webhooksNext(50, WebhookFault.LOST);
        dispute(id);
        booking.apply(attemptOf(id), facts("du_part", euro(3_000), Standing.NEEDS_RESPONSE, true));
        var wished = List.of(payments.requestRefund(id, euro(2_500), order("first", RefundReason.CANCELLATION)), payments.requestRefund(id, euro(1_500), order("second", RefundReason.CANCELLATION)));
        wished.forEach(refund -> assertThat(refunding.submit(refund).status()).isEqualTo(RefundStatus.FAILED));

        booking.apply(attemptOf(id), facts("du_part", euro(3_000), Standing.LOST, true));

        var over = wished.stream().filter(refund -> payments.refund(refund).decision() == RefundDecision.GIVEN_BACK_BY_BANK).toList();
        assertThat(over).hasSize(1);
        assertThat(wished.stream().filter(refund -> !over.contains(refund))).as("the rest waits for staff").singleElement()
                .satisfies(refund -> assertThat(payments.refund(refund).amount()).isEqualTo(euro(1_000)));
        refunding.close(over.getFirst());
        assertThat(payments.payment(id).lost()).isEqualTo(euro(0));
    }

    @Test
    void ofARefundThatWaitedAndIsMoreThanTheBankHasGivenBackOnlyTheRestIsLeftForStaff() {
        var id = paid();
        town.awaitInboxDone();
        stripe.switches().webhooksNext(50, WebhookFault.LOST);
        dispute(id);
        booking.apply(attemptOf(id), facts("du_less", euro(2_500), Standing.NEEDS_RESPONSE, true));
        var refund = payments.requestRefund(id, euro(4_000), order("cancellation", RefundReason.CANCELLATION));
        assertThat(refunding.submit(refund).status()).isEqualTo(RefundStatus.FAILED);

        booking.apply(attemptOf(id), facts("du_less", euro(2_500), Standing.LOST, true));

        assertThat(payments.stuckMoney()).filteredOn(stuck -> stuck.id().equals(refund.value())).singleElement().satisfies(stuck -> {
            assertThat(stuck.amount()).isEqualTo(euro(1_500));
            assertThat(stuck.decisionWaits()).isTrue();
        });
        assertThat(payments.refundsOf(payments.payment(id).subject().id())).filteredOn(other -> !other.id().equals(refund)).singleElement().satisfies(byBank -> {
            assertThat(byBank.amount()).isEqualTo(euro(2_500));
            assertThat(byBank.decision()).isEqualTo(RefundDecision.GIVEN_BACK_BY_BANK);
        });
        assertThat(payments.requestRefund(id, euro(4_000), order("cancellation", RefundReason.CANCELLATION))).as("still the same wish").isEqualTo(refund);
        payments.decideRefund(refund, RefundDecision.TRY_AGAIN);
        assertThat(refunding.submit(refund)).as("Stripe refuses after a loss too, and it waits for staff again").extracting(Refund::status, Refund::decision)
                .containsExactly(RefundStatus.FAILED, null);
        payments.decideRefund(refund, RefundDecision.PAID_OTHERWISE);
        refunding.close(refund);
        assertThat(payments.payment(id).refunded()).isEqualTo(euro(4_000));
        assertThat(payments.payment(id).lost()).isEqualTo(euro(0));
        assertThat(balance(id, OUTSIDE_STRIPE)).isEqualTo(euro(-1_500));
        assertThat(balance(id, REFUNDS)).isEqualTo(euro(0));
        assertThat(balance(id, DISPUTE_LOSSES)).as("it was owed to the client anyway").isEqualTo(euro(0));
    }

    @Test
    void thatABankHasGivenARefundBackIsNotNotedWhenNoneHas() {
        var refund = refundThatFailed();

        assertThatThrownBy(() -> payments.decideRefund(refund, RefundDecision.GIVEN_BACK_BY_BANK)).isInstanceOf(IllegalStateException.class).hasMessageContaining("nothing to note");

        assertThat(payments.refund(refund).decision()).isNull();
        payments.decideRefund(refund, RefundDecision.PAID_OTHERWISE);
        refunding.close(refund);
        assertThat(payments.refund(refund).status()).isEqualTo(RefundStatus.CLOSED);
    }

    @Test
    void aCancellationAfterALostDisputePaysNothingTwice() {
        var id = paid();
        disputing.accept(dispute(id));
        var subject = payments.payment(id).subject().id();

        var wished = payments.refundSubject(subject, euro(4_000), order("cancellation", RefundReason.CANCELLATION));
        assertThat(payments.refundSubject(subject, euro(4_000), order("cancellation", RefundReason.CANCELLATION))).isEqualTo(wished);

        assertThat(payments.refundsOf(subject)).singleElement().satisfies(refund -> {
            assertThat(refund.status()).isEqualTo(RefundStatus.CLOSED);
            assertThat(refund.decision()).isEqualTo(RefundDecision.GIVEN_BACK_BY_BANK);
        });
        assertThat(town.refundsAtStripe(id)).isEmpty();
        assertThat(balance(id, UNEARNED)).isEqualTo(euro(0));
        assertThat(balance(id, DISPUTE_LOSSES)).as("the client was owed it anyway").isEqualTo(euro(0));
        assertThat(payments.payment(id).kept()).isEqualTo(euro(0));
        assertThat(payments.payment(id).lost()).isEqualTo(euro(0));
    }

    @Test
    void onlyWhatWasNotRefundedIsDisputed() {
        var id = paid();
        refunding.submit(payments.requestRefund(id, euro(1_000), order("part", RefundReason.CANCELLATION)));
        disputing.accept(dispute(id));

        assertThat(payments.payment(id)).satisfies(payment -> {
            assertThat(payment.lost()).isEqualTo(euro(3_000));
            assertThat(payment.kept()).isEqualTo(euro(3_000));
            assertThat(payment.refundable()).isEqualTo(euro(0));
        });
        assertThat(balance(id, STRIPE_BALANCE)).isEqualTo(FEE.negated());
    }

    @Test
    void aBankThatTakesWhatWasRefundedAlreadyIsBookedInFull() {
        var id = paid();
        refunding.submit(payments.requestRefund(id, euro(3_000), order("part", RefundReason.CANCELLATION)));
        var facts = facts("du_all", euro(4_000), Standing.NEEDS_RESPONSE, true);

        booking.apply(attemptOf(id), facts);
        booking.apply(attemptOf(id), facts("du_all", euro(4_000), Standing.LOST, true));

        assertThat(payments.payment(id).lost()).as("the rest of the payment").isEqualTo(euro(1_000));
        assertThat(balance(id, DISPUTE_LOSSES)).as("and the loss in full").isEqualTo(euro(4_000));
        assertThat(balance(id, DISPUTES)).isEqualTo(euro(0));
    }

    @Test
    void anInquiryMovesNoMoneyAndMayBecomeADispute() {
        var id = paid();
        booking.apply(attemptOf(id), facts("du_asks", euro(4_000), Standing.INQUIRY, false, euro(0)));
        assertThat(ledger.balances(payments.payment(id).subject().id())).noneMatch(balance -> balance.account() == DISPUTES || balance.account() == STRIPE_FEES);
        booking.apply(attemptOf(id), facts("du_asks", euro(4_000), Standing.NEEDS_RESPONSE, true));
        assertBook(id, euro(4_000), euro(0), euro(-4_000));

        var other = paid();
        booking.apply(attemptOf(other), facts("du_drops", euro(4_000), Standing.INQUIRY, false, euro(0)));
        booking.apply(attemptOf(other), facts("du_drops", euro(4_000), Standing.DROPPED, false, euro(0)));
        assertThat(payments.payment(other).refundable()).isEqualTo(euro(4_000));
        assertThat(balance(other, STRIPE_BALANCE)).isEqualTo(euro(4_000));
    }

    @Test
    void anInquiryThatBecomesADisputeOfAnotherAmountTakesThatAmount() {
        var id = paid();
        booking.apply(attemptOf(id), facts("du_asks_for_all", euro(4_000), Standing.INQUIRY, false, euro(0)));

        booking.apply(attemptOf(id), facts("du_asks_for_all", euro(2_500), Standing.NEEDS_RESPONSE, true));
        booking.apply(attemptOf(id), facts("du_asks_for_all", euro(4_000), Standing.INQUIRY, false, euro(0)));

        assertThat(payments.payment(id).disputed()).isEqualTo(euro(2_500));
        assertThat(balance(id, DISPUTES)).isEqualTo(euro(2_500));
    }

    @Test
    void ofALostDisputeOnlyWhatStripeDoesNotReturnIsALoss() {
        var id = paid();
        refunding.submit(payments.requestRefund(id, euro(1_000), order("part", RefundReason.CANCELLATION)));
        var dispute = dispute(id);
        stripe.issuers().loseDispute(dispute, 500);
        disputing.ask(dispute);
        disputing.ask(dispute);

        assertThat(payments.payment(id).lost()).isEqualTo(euro(2_500));
        assertBook(id, euro(0), euro(2_500), euro(-3_000), euro(1_000));

        var later = paid();
        booking.apply(attemptOf(later), facts("du_part_later", euro(4_000), Standing.LOST, true));
        var returned = new DisputeFacts("du_part_later", euro(4_000), FEE, true, euro(1_500), Standing.LOST, "general", null, 0, clock.instant());
        booking.apply(attemptOf(later), returned);
        booking.apply(attemptOf(later), returned);
        assertThat(payments.payment(later).lost()).isEqualTo(euro(2_500));
        assertBook(later, euro(0), euro(2_500), euro(-4_000));
    }

    @Test
    void theDatabaseItselfRefusesMoneyThatLeavesTwice() {
        var id = paid();
        disputing.accept(dispute(id));

        assertThatThrownBy(() -> database.sql("update payment.payment set refunded_minor = 1 where id = :id").param("id", id.value()).update())
                .hasMessageContaining("never_taken_twice");
    }

    @Test
    void evidenceIsHandedInOnceEvenWhenTheAnswerWasLost() {
        var id = paid();
        var dispute = dispute(id);
        var evidence = new DisputeEvidence(Map.of(DisputeEvidence.Text.PRODUCT_DESCRIPTION, "Coaching", DisputeEvidence.Text.UNCATEGORIZED_TEXT, " "), "%PDF-1.7 all".getBytes());
        stripe.switches().failNext(2, Failure.DROPPED_CONNECTION_AFTER, "POST /v1/disputes");
        assertThatThrownBy(() -> disputing.submit(dispute, evidence, 0)).isInstanceOf(StripeUnavailable.class);
        stripe.switches().reset();

        assertThat(disputing.submit(dispute, evidence, 0).standing()).isEqualTo(Standing.UNDER_REVIEW);
        assertThat(disputing.submit(dispute, evidence, 0).submissions()).isOne();
        stripe.issuers().decideDispute(dispute, true);
        assertThat(disputing.submit(dispute, evidence, 0).standing()).as("too late, and said so").isEqualTo(Standing.WON);
        assertThat(disputing.accept(dispute).standing()).as("not lost by that").isEqualTo(Standing.WON);
    }

    @Test
    void anErrorInsideStripeIsOvercomeWithinTheHourAndNotReplayedUntilTheDeadlineHasPassed() {
        var evidence = new DisputeEvidence(Map.of(DisputeEvidence.Text.PRODUCT_DESCRIPTION, "Coaching"), "%PDF-1.7 all".getBytes());
        for (var request : List.of("POST /v1/files", "POST /v1/disputes")) {
            var dispute = dispute(paid());
            stripe.switches().failNext(1, Failure.SERVER_ERROR_500, request);
            assertThatThrownBy(() -> disputing.submit(dispute, evidence, 0)).as(request).isInstanceOf(StripeUnavailable.class);
            clock.advance(Duration.ofHours(1));
            assertThat(disputing.submit(dispute, evidence, 0).submissions()).as(request).isOne();
        }
        var accepted = dispute(paid());
        stripe.switches().failNext(1, Failure.SERVER_ERROR_500, "POST /v1/disputes");
        assertThatThrownBy(() -> disputing.accept(accepted)).isInstanceOf(StripeUnavailable.class);
        clock.advance(Duration.ofHours(1));
        assertThat(disputing.accept(accepted).standing()).isEqualTo(Standing.LOST);
    }

    private PaymentId paid() {
        var id = town.deposit();
        town.pay(id, GOOD_CARD);
        return id;
    }

    private String dispute(PaymentId id) {
        return stripe.issuers().openDispute(town.charges(id).getFirst().id(), "product_not_received");
    }

    private AttemptId attemptOf(PaymentId id) {
        return attempts.findByPaymentOrderByCreatedAtDesc(id).getFirst().id();
    }

    /** @param withdrawn on DISPUTES, {@code lost} on DISPUTE_LOSSES, {@code unearned} on UNEARNED; the fee is an expense, and the rest is at Stripe */
    private void assertBook(PaymentId id, Money withdrawn, Money lost, Money unearned) {
        assertBook(id, withdrawn, lost, unearned, euro(0));
    }

    private void assertBook(PaymentId id, Money withdrawn, Money lost, Money unearned, Money refunded) {
        assertThat(balance(id, DISPUTES)).isEqualTo(withdrawn);
        assertThat(balance(id, DISPUTE_LOSSES)).isEqualTo(lost);
        assertThat(balance(id, UNEARNED)).isEqualTo(unearned);
        assertThat(balance(id, STRIPE_FEES)).isEqualTo(FEE);
        assertThat(balance(id, STRIPE_BALANCE)).isEqualTo(euro(4_000).minus(refunded).minus(withdrawn).minus(lost).minus(FEE));
    }

    private Money balance(PaymentId id, Account account) {
        return ledger.balance(account, payments.payment(id).subject().id(), FEE.currency());
    }

    private static DisputeFacts facts(String dispute, Money amount, Standing standing, boolean withdrawn) {
        return facts(dispute, amount, standing, withdrawn, FEE);
    }

    private static DisputeFacts facts(String dispute, Money amount, Standing standing, boolean withdrawn, Money fee) {
        return new DisputeFacts(dispute, amount, fee, withdrawn, euro(0), standing, "general", null, 0, Instant.parse("2026-03-02T08:00:00Z"));
    }

    private static RefundOrder order(String name, RefundReason reason) {
        return new RefundOrder(name, reason, UNEARNED, "policy");
    }

    private static Money euro(long cents) {
        return Money.of(cents, "EUR");
    }

    private RefundId refundThatFailed() {
        var refund = refundOnItsWayToADeadCard(4_000);
        comesBack(refund);
        return refund;
    }

    private RefundId refundOnItsWayToADeadCard(long cents) {
        var id = town.deposit();
        town.pay(id, CARD_WHOSE_REFUNDS_FAIL);
        var refund = payments.requestRefund(id, euro(cents), order("cancellation", RefundReason.CANCELLATION));
        assertThat(refunding.submit(refund).status()).isEqualTo(RefundStatus.SUCCEEDED);
        return refund;
    }

    private void comesBack(RefundId refund) {
        stripe.settleRefunds();
        await().until(() -> payments.refund(refund).status() == RefundStatus.FAILED);
    }
}
