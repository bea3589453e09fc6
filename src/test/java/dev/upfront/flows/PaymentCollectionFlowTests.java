package dev.upfront.flows;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.MethodOrderer.OrderAnnotation;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

@TestMethodOrder(OrderAnnotation.class)
class PaymentCollectionFlowTests {

    /** Later than any deadline of these stories: even R0 would remind once. */
    private static final String NO_REMINDER = "R1/P300D";
    private static final FlowCoverage coverage = new FlowCoverage("payment-collection");

    private final Instant deadline = FlowEngine.shared().now().plus(Duration.ofDays(2)).truncatedTo(ChronoUnit.MILLIS);
    private Story payment;

    @AfterEach
    void endsTheStory() {
        if (payment != null) {
            payment.close();
        }
    }

    @Test
    void clientPaysOnThePage() {
        owed("CLIENT");
        assertThat(payment.answers("payment.payOnline")).containsEntry("paymentId", "p-1");
        paid("End_PaymentPaid");
    }

    @Test
    void nothingIsCollectedTwice() {
        owed("NOBODY");
        paid("End_NothingToCollect");
    }

    @Test
    void cardOnFileIsCharged() {
        owed("CARD_ON_FILE");
        assertThat(payment.answers("payment.chargeCard", Map.of("chargeResult", "PAID"))).containsEntry("paymentId", "p-1");
        paid("End_CardCharged");
    }

    @Test
    void aDebtThatTheCardDidNotPayIsRecovered() {
        owed("CARD_ON_FILE");
        payment.answers("payment.chargeCard", Map.of("chargeResult", "DECLINED"));
        assertThat(payment.answers("dunning.lookAtDebt", dunning("RECOVERED"))).containsEntry("paymentId", "p-1").containsEntry("paymentRef", "PAY-1");
        paid("End_DebtRecovered");
    }

    @Test
    void aDebtMayStayUnpaid() {
        owed("CARD_ON_FILE");
        payment.answers("payment.chargeCard", Map.of("chargeResult", "NEEDS_CLIENT"));
        payment.answers("dunning.lookAtDebt", dunning("WRITTEN_OFF"));
        payment.ends("End_DebtNotPaid");
        assertThat(payment.variable("paymentOutcome")).isEqualTo("\"UNPAID\"");
    }

    @Test
    void clientIsRemindedWhileThePaymentIsOpen() {
        var start = FlowEngine.shared().now();
        owed("CLIENT");
        assertThat(payment.passes("Timer_Remind")).isAfterOrEqualTo(start.plus(Duration.ofHours(20)).truncatedTo(ChronoUnit.MILLIS));
        payment.answers("payment.remindClient");
        payment.passes("Timer_Remind");
        payment.answers("payment.remindClient");
        payment.answers("payment.payOnline");
        paid("End_PaymentPaid");
        assertThat(payment.seen()).contains("End_ClientReminded");
    }

    @Test
    void deadlineGivesUp() {
        owed("CLIENT", NO_REMINDER);
        assertThat(payment.passes("Timer_Deadline")).isEqualTo(deadline);
        payment.answers("payment.closeCheckout", Map.of("paidAfterAll", false));
        payment.answers("payment.giveUp");
        payment.ends("End_PaymentGivenUp");
        assertThat(payment.variable("paymentOutcome")).isEqualTo("\"UNPAID\"");
    }

    @Test
    void moneyThatArrivedAtTheDeadlineCounts() {
        owed("CLIENT", NO_REMINDER);
        payment.passes("Timer_Deadline");
        payment.answers("payment.closeCheckout", Map.of("paidAfterAll", true));
        paid("End_PaymentPaid");
    }

    @Test
    @Order(Integer.MAX_VALUE)
    void everyElementAndEveryFlowWasSeen() {
        assertThat(coverage.missing()).isEmpty();
    }

    private void owed(String collectFrom) {
        owed(collectFrom, "R2/PT20H");
    }

    private void owed(String collectFrom, String reminderCycle) {
        payment = Story.called("payment-collection", Map.of("paymentId", "p-1", "deadline", deadline.toString(),
                "reminderCycle", reminderCycle));
        payment.answers("payment.prepare", Map.of("paymentRef", "PAY-1", "bookingRef", "B-1", "amountDue", "EUR 80.00",
                "waitingSince", "2026-01-01T00:00:00Z", "inConsole", "http://localhost/ops/payments/1",
                "collectFrom", collectFrom));
    }

    private static Map<String, ?> dunning(String status) {
        return Map.of("paymentRef", "PAY-1", "subjectId", "s-1", "debtStatus", status, "debtKind", "BALANCE", "obstacle", "SOFT_DECLINE");
    }

    private void paid(String endEvent) {
        payment.ends(endEvent);
        assertThat(payment.variable("paymentOutcome")).isEqualTo("\"PAID\"");
    }
}
