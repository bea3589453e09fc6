package dev.upfront.flows;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.MethodOrderer.OrderAnnotation;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

@TestMethodOrder(OrderAnnotation.class)
class RefundFlowTests {

    private static final FlowCoverage coverage = new FlowCoverage("refund");

    private Story refund;

    @AfterEach
    void endsTheStory() {
        if (refund != null) {
            refund.close();
        }
    }

    @Test
    void refundThatSucceedsAtOnceIsReceipted() {
        submitted("SUCCEEDED");
        receipted();
        assertThat(refund.seen()).doesNotContain("Task_AwaitRefund");
    }

    @Test
    void pendingRefundIsAwaited() {
        submitted("PENDING");
        assertThat(refund.answers("payment.awaitRefund", Map.of("refundStatus", "SUCCEEDED"))).containsEntry("refundId", "r-1");
        receipted();
    }

    @Test
    void stripeIsAskedEveryDayWhileTheRefundIsPending() {
        submitted("PENDING");
        refund.passes("Timer_AskStripe");
        assertThat(refund.answers("payment.askRefund")).containsEntry("refundId", "r-1");
        refund.passes("Timer_AskStripe");
        refund.answers("payment.askRefund");
        refund.answers("payment.awaitRefund", Map.of("refundStatus", "SUCCEEDED"));
        receipted();
    }

    @Test
    void refundThatNeedsNothingEnds() {
        submitted("NOTHING_TO_DO");
        refund.ends("End_NothingToRefund");
    }

    @Test
    void refundThatFailsAtOnceIsTriedAgain() {
        submitted("FAILED");
        assertThat(refund.answers("ops.decideRefund", Map.of("decision", "TRY_AGAIN"))).containsEntry("refundId", "r-1");
        refund.answers("payment.submitRefund", Map.of("refundStatus", "SUCCEEDED"));
        receipted();
    }

    @Test
    void refundThatFailsLaterIsClosedAsStaffDecide() {
        submitted("PENDING");
        refund.answers("payment.awaitRefund", Map.of("refundStatus", "FAILED"));
        refund.answers("ops.decideRefund", Map.of("decision", "PAID_OTHERWISE"));
        assertThat(refund.answers("payment.closeRefund")).containsEntry("refundId", "r-1").containsEntry("decision", "PAID_OTHERWISE");
        refund.ends("End_RefundClosed");
    }

    @Test
    void staffAreAlertedEveryWeekOfAFailedRefund() {
        submitted("FAILED");
        refund.passes("Timer_AlertStaff");
        assertThat(refund.answers("payment.alertStaffOfRefund")).containsEntry("refundId", "r-1");
        refund.passes("Timer_AlertStaff");
        refund.answers("payment.alertStaffOfRefund");
        refund.answers("ops.decideRefund", Map.of("decision", "DECLINE"));
        refund.answers("payment.closeRefund");
        refund.ends("End_RefundClosed");
    }

    @Test
    @Order(Integer.MAX_VALUE)
    void everyElementAndEveryFlowWasSeen() {
        assertThat(coverage.missing()).isEmpty();
    }

    private void submitted(String refundStatus) {
        refund = Story.startedBy("refund.requested", "r-1", Map.of("refundId", "r-1"));
        assertThat(refund.answers("payment.submitRefund", Map.of("refundStatus", refundStatus, "refundRef", "REF-1", "refundAmount", "EUR 40.00",
                "bookingRef", "B-1"))).containsEntry("refundId", "r-1");
    }

    private void receipted() {
        refund.answers("payment.sendRefundReceipt");
        refund.ends("End_Refunded");
    }
}
