package dev.upfront.flows;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.MethodOrderer.OrderAnnotation;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

@TestMethodOrder(OrderAnnotation.class)
class DisputeFlowTests {

    private static final FlowCoverage coverage = new FlowCoverage("dispute");

    private Story dispute;

    @AfterEach
    void endsTheStory() {
        if (dispute != null) {
            dispute.close();
        }
    }

    @Test
    void submittedAndWon() {
        opened();
        decided("SUBMIT");
        assertThat(dispute.answers("dispute.submitEvidence")).containsEntry("disputeId", "d-1");
        dispute.answers("dispute.awaitOutcome");
        ended("WON", "End_DisputeWon");
    }

    @Test
    void acceptedAndLost() {
        opened();
        decided("ACCEPT");
        assertThat(dispute.answers("dispute.acceptDispute")).containsEntry("disputeId", "d-1");
        dispute.answers("dispute.awaitOutcome");
        ended("LOST", "End_DisputeLost");
        assertThat(dispute.seen()).doesNotContain("Task_SubmitEvidence");
    }

    @Test
    void undecidedIsRemindedOfAndHandedInBeforeTheDeadline() {
        opened(Duration.ofDays(5));
        dispute.passes("Timer_RemindStaff");
        assertThat(dispute.answers("dispute.remindStaff")).containsEntry("disputeId", "d-1");
        dispute.passes("Timer_RemindStaff");
        dispute.answers("dispute.remindStaff");
        dispute.passes("Timer_DeadlineNear");
        assertThat(dispute.answers("dispute.decideByDefault", Map.of("decision", "SUBMIT"))).containsEntry("disputeId", "d-1");
        dispute.answers("dispute.submitEvidence");
        dispute.answers("dispute.awaitOutcome");
        ended("WON", "End_DisputeWon");
    }

    @Test
    void undecidedIsLeftToBeLostWhereTheSettingsSaySo() {
        opened(Duration.ofDays(1));
        dispute.passes("Timer_DeadlineNear");
        dispute.answers("dispute.decideByDefault", Map.of("decision", "NONE"));
        dispute.answers("dispute.awaitOutcome");
        ended("LOST", "End_DisputeLost");
        assertThat(dispute.seen()).doesNotContain("Task_SubmitEvidence", "Task_AcceptDispute");
    }

    @Test
    void closedByStripeWhileStaffDecideItGoesToItsOutcome() {
        opened();
        decided("NONE");
        dispute.answers("dispute.awaitOutcome");
        ended("DROPPED", "End_DisputeDropped");
    }

    @Test
    void overBeforeItWasTakenUpItIsOnlyBooked() {
        dispute = Story.startedBy("dispute.opened", "d-1", Map.of("disputeId", "d-1"));
        recorded(false, Duration.ofDays(8));
        ended("LOST", "End_DisputeLost");
        assertThat(dispute.seen()).doesNotContain("Task_AssembleEvidence", "Task_DecideDispute");
    }

    @Test
    void stripeIsAskedEveryDayWhileTheBankDecides() {
        opened();
        decided("SUBMIT");
        dispute.answers("dispute.submitEvidence");
        dispute.passes("Timer_AskStripe");
        assertThat(dispute.answers("dispute.askStripe")).containsEntry("disputeId", "d-1");
        dispute.passes("Timer_AskStripe");
        dispute.answers("dispute.askStripe");
        dispute.answers("dispute.awaitOutcome");
        ended("LOST", "End_DisputeLost");
    }

    @Test
    @Order(Integer.MAX_VALUE)
    void everyElementAndEveryFlowWasSeen() {
        assertThat(coverage.missing()).isEmpty();
    }

    private void opened() {
        opened(Duration.ofDays(8));
    }

    private void opened(Duration decideWithin) {
        dispute = Story.startedBy("dispute.opened", "d-1", Map.of("disputeId", "d-1"));
        recorded(true, decideWithin);
        assertThat(dispute.answers("dispute.assembleEvidence")).containsEntry("disputeId", "d-1");
        assertThat(dispute.answers("dispute.alertStaff")).containsEntry("disputeId", "d-1");
    }

    private void recorded(boolean stillOpen, Duration decideWithin) {
        var decideBy = FlowEngine.shared().now().plus(decideWithin).truncatedTo(ChronoUnit.SECONDS);
        assertThat(dispute.answers("dispute.recordMoney", Map.of("disputeRef", "DP-1", "paymentRef", "PAY-1", "disputedAmount", "EUR 120.00", "stillOpen", stillOpen,
                "decideBy", decideBy.toString(), "reminderCycle", "R/P2D", "inConsole", "http://localhost/ops/disputes/d-1"))).containsEntry("disputeId", "d-1");
    }

    private void decided(String decision) {
        assertThat(dispute.answers("ops.decideDispute", Map.of("decision", decision))).containsEntry("disputeId", "d-1");
    }

    private void ended(String outcome, String end) {
        assertThat(dispute.answers("dispute.bookOutcome", Map.of("outcome", outcome))).containsEntry("disputeId", "d-1");
        dispute.answers("dispute.mailOutcome");
        dispute.ends(end);
    }
}
