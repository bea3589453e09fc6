package dev.upfront.payment.process;

import static dev.upfront.payment.PaymentWorld.CARD_THAT_GOES_BAD;
import static dev.upfront.payment.PaymentWorld.CARD_WHOSE_REFUNDS_ARE_SLOW;
import static dev.upfront.payment.PaymentWorld.CARD_WHOSE_REFUNDS_FAIL;
import static dev.upfront.payment.PaymentWorld.GOOD_CARD;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.upfront.engine.Outcome;
import dev.upfront.ledger.Account;
import dev.upfront.money.Money;
import dev.upfront.notification.Mails;
import dev.upfront.notification.SentMail;
import dev.upfront.payment.Decision;
import dev.upfront.payment.PaymentId;
import dev.upfront.payment.PaymentStatus;
import dev.upfront.payment.PaymentTest;
import dev.upfront.payment.PaymentWorld.Town;
import dev.upfront.payment.Payments;
import dev.upfront.payment.RefundDecision;
import dev.upfront.payment.RefundId;
import dev.upfront.payment.RefundOrder;
import dev.upfront.payment.RefundReason;
import dev.upfront.payment.RefundStatus;
import dev.upfront.payment.process.PaymentWorkers.OfSubject;
import dev.upfront.payment.process.PaymentWorkers.OfPayment;
import dev.upfront.payment.process.PaymentWorkers.Reminder;
import dev.upfront.payment.process.RefundWorkers.OfRefund;
import dev.upfront.sandbox.MovableClock;
import dev.upfront.sandbox.stripe.StripeStandIn;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** The engine delivers a job at least once: each worker run twice has one effect, and answers the same. */
@PaymentTest
class RedeliveryTests {

    @Autowired PaymentWorkers workers;
    @Autowired RefundWorkers refundWorkers;
    @Autowired Payments payments;
    @Autowired Mails mails;
    @Autowired Town town;
    @Autowired StripeStandIn stripe;
    @Autowired MovableClock clock;

    @Test
    void prepareTellsTheSame() {
        var outcome = twice(workers::prepare, balance(GOOD_CARD));

        assertThat(((Outcome.Done) outcome).facts()).extracting(Map::copyOf).asString()
                .contains("collectFrom=CARD_ON_FILE").contains("amountDue=EUR 80.00").contains("paymentRef=PAY-");
    }

    @Test
    void chargeCardChargesOnce() {
        var command = balance(GOOD_CARD);

        assertThat(twice(workers::chargeCard, command)).isEqualTo(Outcome.done(Map.of("chargeResult", "PAID")));
        town.assertPaidExactlyOnce(command.id());
        await().until(() -> written(command.paymentId()).contains("payment.receipt"));
        assertThat(written(command.paymentId())).containsExactly("payment.receipt");
    }

    @Test
    void chargeCardIsDeclinedOnce() {
        var command = balance(CARD_THAT_GOES_BAD);

        assertThat(twice(workers::chargeCard, command)).isEqualTo(Outcome.done(Map.of("chargeResult", "DECLINED")));
        assertThat(town.tries(command.id())).hasSize(1);
    }

    @Test
    void sendPaymentLinkWritesOneMailForEachTimeTheClientIsAsked() {
        var command = balance(CARD_THAT_GOES_BAD);
        workers.chargeCard(command);

        twice(workers::sendPaymentLink, command);
        assertThat(written(command.paymentId())).containsExactly("payment.link");

        payments.awaitDecision(command.id());
        payments.decide(command.id(), Decision.ASK_AGAIN);
        twice(workers::sendPaymentLink, command);
        assertThat(written(command.paymentId())).containsExactly("payment.link", "payment.link");
    }

    @Test
    void payOnlineWaitsUntilItIsPaid() {
        var command = deposit();
        assertThat(twice(workers::payOnline, command)).isEqualTo(Outcome.waiting());

        town.pay(command.id(), GOOD_CARD);
        assertThat(twice(workers::payOnline, command)).isEqualTo(Outcome.done());
    }

    @Test
    void aReminderThatIsDueTogetherWithTheDeadlineIsNotWanted() {
        var payment = deposit().paymentId();
        workers.remindClient(new Reminder(payment, clock.instant()));
        assertThat(written(payment)).isEmpty();

        workers.remindClient(new Reminder(payment, clock.instant().plusSeconds(1)));
        assertThat(written(payment)).containsExactly("payment.reminder");
    }

    @Test
    void remindClientWritesOneMailForEachReminder() {
        var command = new Reminder(deposit().paymentId(), null);
        twice(workers::remindClient, command);
        assertThat(written(command.paymentId())).containsExactly("payment.reminder");

        clock.advance(Duration.ofDays(1));
        twice(workers::remindClient, command);
        assertThat(written(command.paymentId())).containsExactly("payment.reminder", "payment.reminder");

        town.pay(new PaymentId(command.paymentId()), GOOD_CARD);
        clock.advance(Duration.ofDays(1));
        workers.remindClient(command);
        assertThat(written(command.paymentId())).as("nothing is left to remind of").filteredOn("payment.reminder"::equals).hasSize(2);
    }

    @Test
    void closeCheckoutFindsTheSame() {
        var command = deposit();
        town.openSession(command.id());

        assertThat(twice(workers::closeCheckout, command)).isEqualTo(Outcome.done(Map.of("paidAfterAll", false)));
    }

    @Test
    void closePaymentsAndGiveUpCloseOnce() {
        var command = deposit();
        town.openSession(command.id());
        twice(workers::closePayments, new OfSubject(null, payments.payment(command.id()).subject().id()));
        twice(workers::giveUp, command);

        assertThat(payments.payment(command.id()).status()).isEqualTo(PaymentStatus.CLOSED);
    }

    @Test
    void writeOffIsBookedOnce() {
        var command = balance(CARD_THAT_GOES_BAD);
        twice(workers::writeOff, command);

        assertThat(town.entries("payment.writtenOff", payments.payment(command.id()).subject().id(), euro(8_000))).isOne();
    }

    @Test
    void alertStaffWritesOneMailADay() {
        var command = balance(CARD_THAT_GOES_BAD);
        twice(workers::alertStaff, command);

        assertThat(written(command.paymentId())).containsExactly("payment.staff-alert");
    }

    @Test
    void submitRefundRefundsOnceAndItsReceiptIsWrittenOnce() {
        var command = refundOf(GOOD_CARD);

        var outcome = twice(refundWorkers::submitRefund, command);
        twice(refundWorkers::sendRefundReceipt, command);

        assertThat(((Outcome.Done) outcome).facts().get("refundStatus")).isEqualTo("SUCCEEDED");
        assertThat(town.refundsAtStripe(payments.refund(command.id()).paymentId())).hasSize(1);
        assertThat(written(command.refundId())).containsExactly("payment.refund-receipt");
    }

    @Test
    void awaitRefundAndAskRefundWaitAndAskAgain() {
        var command = refundOf(CARD_WHOSE_REFUNDS_ARE_SLOW);
        refundWorkers.submitRefund(command);
        assertThat(twice(refundWorkers::awaitRefund, command)).isEqualTo(Outcome.waiting());

        stripe.settleRefunds();
        twice(refundWorkers::askRefund, command);
        assertThat(twice(refundWorkers::awaitRefund, command)).isEqualTo(Outcome.done(Map.of("refundStatus", "SUCCEEDED")));
    }

    @Test
    void aFailedRefundIsToldToStaffOnceADayAndClosedOnce() {
        var command = refundOf(CARD_WHOSE_REFUNDS_FAIL);
        refundWorkers.submitRefund(command);
        stripe.settleRefunds();
        await().until(() -> payments.refund(command.id()).status() == RefundStatus.FAILED);
        assertThat(((Outcome.Done) twice(refundWorkers::submitRefund, command)).facts().get("refundStatus")).isEqualTo("FAILED");
        twice(refundWorkers::alertStaffOfRefund, command);
        assertThat(written(command.refundId())).containsExactly("payment.refund-staff-alert");

        payments.decideRefund(command.id(), RefundDecision.DECLINE);
        twice(refundWorkers::closeRefund, command);

        var refund = payments.refund(command.id());
        assertThat(refund.status()).isEqualTo(RefundStatus.CLOSED);
        assertThat(town.entries("refund.declined", refund.subjectId(), euro(4_000))).isOne();
        assertThat(((Outcome.Done) twice(refundWorkers::submitRefund, command)).facts().get("refundStatus")).isEqualTo("NOTHING_TO_DO");
    }

    private static <C> Outcome twice(Function<C, Outcome> worker, C command) {
        var first = worker.apply(command);
        assertThat(worker.apply(command)).isEqualTo(first);
        return first;
    }

    private OfPayment deposit() {
        return new OfPayment(town.deposit().value());
    }

    private OfPayment balance(String card) {
        return new OfPayment(town.balanceOfClientWithCard(card).value());
    }

    private OfRefund refundOf(String card) {
        PaymentId id = town.deposit();
        town.pay(id, card);
        RefundId refund = payments.requestRefund(id, euro(4_000), new RefundOrder("cancellation", RefundReason.CANCELLATION, Account.UNEARNED, "policy"));
        return new OfRefund(refund.value());
    }

    private List<String> written(UUID subject) {
        return mails.about(subject).stream().map(SentMail::kind).toList();
    }

    private static Money euro(long cents) {
        return Money.of(cents, "EUR");
    }
}
