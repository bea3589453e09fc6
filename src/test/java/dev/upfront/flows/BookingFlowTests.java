package dev.upfront.flows;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.MethodOrderer.OrderAnnotation;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

@TestMethodOrder(OrderAnnotation.class)
class BookingFlowTests {

    private static final String NO_REMINDER = "R1/P300D";
    private static final FlowCoverage coverage = new FlowCoverage("booking");

    private final Instant holdExpiresAt = in(Duration.ofHours(1));
    private final Instant remindAt = in(Duration.ofDays(2));
    private final Instant sessionOverAt = in(Duration.ofDays(3));
    private final Instant paymentDeadline = in(Duration.ofDays(10));
    private Story booking;

    @AfterEach
    void endsTheStory() {
        if (booking != null) {
            booking.close();
        }
    }

    @Test
    void bookingPaidInFullIsConfirmedAndDelivered() {
        takenUp("FULL");
        onboarded();
        assertThat(paymentRequested()).containsEntry("owed", "FULL_PRICE");
        booking.answers("payment.payOnline");
        confirmed();
        assertThat(booking.passes("Timer_Reminder")).isEqualTo(remindAt);
        booking.answers("booking.sendReminder");
        assertThat(booking.passes("Timer_SessionOver")).isEqualTo(sessionOverAt);
        booking.answers("booking.deliver", Map.of("balanceOwed", false));
        booking.ends("End_BookingDelivered");
        assertThat(booking.seen()).doesNotContain("Call_CollectBalance");
    }

    @Test
    void bookingPaidByDepositHasItsBalanceCollectedAfterTheSession() {
        takenUp("DEPOSIT");
        onboarded();
        assertThat(paymentRequested()).containsEntry("owed", "DEPOSIT");
        booking.answers("payment.payOnline");
        confirmedWithoutReminder();
        booking.passes("Timer_SessionOver");
        booking.answers("booking.deliver", fee("balanceOwed"));
        assertThat(booking.answers("payment.prepare", Map.of("collectFrom", "CARD_ON_FILE"))).containsEntry("paymentId", "p-2");
        booking.answers("payment.chargeCard", Map.of("chargeResult", "PAID"));
        booking.ends("End_BookingDelivered");
        assertThat(booking.seen()).contains("Call_CollectBalance");
    }

    @Test
    void unpaidBalanceIsDecidedOnByStaffAndTheBookingStaysDelivered() {
        awaitingSession();
        booking.passes("Timer_SessionOver");
        booking.answers("booking.deliver", fee("balanceOwed"));
        unpaidUntilWrittenOff();
        booking.ends("End_BookingDelivered");
    }

    @Test
    void whatNoRenewalPaidForIsCollectedAfterTheSessionByAStoryOfItsOwn() {
        booking = Story.startedBy("booking.billed", "b-1",
                Map.of("bookingId", "b-1", "bookingRef", "UP-1", "paymentId", "p-2", "deadline", paymentDeadline.toString(), "reminderCycle", NO_REMINDER));
        assertThat(booking.answers("payment.prepare", Map.of("collectFrom", "CARD_ON_FILE"))).containsEntry("paymentId", "p-2");
        booking.answers("payment.chargeCard", Map.of("chargeResult", "PAID"));
        booking.ends("End_BookingDelivered");
        assertThat(booking.seen()).contains("Call_CollectBalance").doesNotContain("Task_TakeUp");
    }

    @Test
    void freeBookingIsConfirmedWithoutPayment() {
        takenUp("FREE");
        onboarded();
        confirmedWithoutReminder();
        booking.passes("Timer_SessionOver");
        booking.answers("booking.deliver", Map.of("balanceOwed", false));
        booking.ends("End_BookingDelivered");
        assertThat(booking.seen()).doesNotContain("Task_RequestPayment", "Call_CollectPayment");
    }

    @Test
    void bookingNoLongerWantedEndsAtOnce() {
        requested();
        booking.answers("booking.takeUp", Map.of("stillWanted", false));
        booking.ends("End_NothingToDo");
    }

    @Test
    void unfinishedStepsExpireTheBooking() {
        takenUp("FULL");
        booking.answers("onboarding.planSteps", Map.of("steps", List.of(Map.of("stepId", "s-1", "kind", "FORM")), "reminderCycle", NO_REMINDER));
        assertThat(booking.passes("Timer_GiveUp")).isEqualTo(holdExpiresAt);
        booking.answers("onboarding.closeSteps");
        expired();
    }

    @Test
    void unpaidHoldExpiresTheBooking() {
        takenUp("FULL");
        onboarded();
        paymentRequested();
        assertThat(booking.passes("Timer_Deadline")).isEqualTo(holdExpiresAt);
        booking.answers("payment.closeCheckout", Map.of("paidAfterAll", false));
        booking.answers("payment.giveUp");
        expired();
    }

    @Test
    void movedBookingAwaitsItsNewTimeWithoutPayingTwice() {
        awaitingSession();
        booking.hears("booking.moved", "b-1", Map.of());
        var movedTo = in(Duration.ofDays(8));
        assertThat(booking.answers("booking.takeUpMove", Map.of("reminderDue", true, "remindAt", in(Duration.ofDays(7)).toString(),
                "sessionOverAt", movedTo.toString()))).containsEntry("bookingId", "b-1");
        booking.passes("Timer_Reminder");
        booking.answers("booking.sendReminder");
        assertThat(booking.passes("Timer_SessionOver")).isEqualTo(movedTo);
        booking.answers("booking.deliver", Map.of("balanceOwed", false));
        booking.ends("End_BookingDelivered");
        assertThat(booking.seen()).containsOnlyOnce("Task_Confirm").doesNotContain("Task_RequestPayment");
    }

    @Test
    void cancelledWhileFillingInAFormClosesTheSteps() {
        takenUp("FULL");
        booking.answers("onboarding.planSteps", Map.of("steps", List.of(Map.of("stepId", "s-1", "kind", "FORM")), "reminderCycle", NO_REMINDER));
        cancelled();
        booking.ends("End_BookingCancelled");
    }

    @Test
    void cancelledWhileWaitingForPaymentClosesTheCheckout() {
        takenUp("FULL");
        onboarded();
        paymentRequested();
        cancelled();
        booking.ends("End_BookingCancelled");
        assertThat(booking.seen()).doesNotContain("Task_PayOnline", "End_PaymentPaid");
    }

    @Test
    void cancelledLateOwesItsFee() {
        awaitingSession();
        closedAfterCancellation();
        booking.answers("booking.settleCancellation", fee("feeOwed"));
        assertThat(booking.answers("payment.prepare", Map.of("collectFrom", "CLIENT"))).containsEntry("paymentId", "p-2");
        booking.answers("payment.payOnline");
        booking.ends("End_BookingCancelled");
        assertThat(booking.seen()).contains("Call_CollectCancellationFee").doesNotContain("Task_Deliver");
    }

    @Test
    void unpaidCancellationFeeIsDecidedOnByStaff() {
        awaitingSession();
        closedAfterCancellation();
        booking.answers("booking.settleCancellation", fee("feeOwed"));
        unpaidUntilWrittenOff();
        booking.ends("End_BookingCancelled");
    }

    @Test
    void noShowIsReviewedByStaffAndItsFeeCollected() {
        notShown();
        assertThat(booking.answers("ops.reviewNoShow")).containsEntry("bookingId", "b-1");
        booking.answers("booking.settleNoShow", fee("feeOwed"));
        booking.answers("payment.prepare", Map.of("collectFrom", "CLIENT"));
        booking.answers("payment.payOnline");
        booking.ends("End_NotShown");
        assertThat(booking.seen()).contains("Call_CollectNoShowFee").doesNotContain("Task_Deliver");
    }

    @Test
    void noShowNobodyReviewedIsSettledWhenTheReviewIsOver() {
        var reviewEndsAt = notShown();
        assertThat(booking.passes("Timer_ReviewOver")).isEqualTo(reviewEndsAt);
        assertThat(booking.answers("booking.settleNoShow", Map.of("feeOwed", false))).containsEntry("bookingId", "b-1");
        booking.ends("End_NotShown");
    }

    @Test
    void unpaidNoShowFeeIsDecidedOnByStaff() {
        notShown();
        booking.answers("ops.reviewNoShow");
        booking.answers("booking.settleNoShow", fee("feeOwed"));
        unpaidUntilWrittenOff();
        booking.ends("End_NotShown");
    }

    @Test
    @Order(Integer.MAX_VALUE)
    void everyElementAndEveryFlowWasSeen() {
        assertThat(coverage.missing()).isEmpty();
    }

    private static Instant in(Duration duration) {
        return FlowEngine.shared().now().plus(duration).truncatedTo(ChronoUnit.MILLIS);
    }

    private void requested() {
        booking = Story.startedBy("booking.requested", "b-1", Map.of("bookingId", "b-1"));
    }

    private void takenUp(String terms) {
        requested();
        assertThat(booking.answers("booking.takeUp", Map.of("bookingRef", "B-1", "clientId", "c-1", "stillWanted", true,
                "holdExpiresAt", holdExpiresAt.toString(), "forms", List.of(), "contracts", List.of(), "terms", terms)))
                .containsEntry("bookingId", "b-1");
    }

    private void onboarded() {
        assertThat(booking.answers("onboarding.planSteps", Map.of("steps", List.of(), "reminderCycle", NO_REMINDER)))
                .containsEntry("subjectId", "b-1").containsEntry("clientId", "c-1");
    }

    private Map<String, Object> paymentRequested() {
        var seen = booking.answers("booking.requestPayment", Map.of("paymentId", "p-1", "paymentDeadline", holdExpiresAt.toString(),
                "reminderCycle", NO_REMINDER));
        assertThat(booking.answers("payment.prepare", Map.of("collectFrom", "CLIENT"))).containsEntry("paymentId", "p-1");
        return seen;
    }

    private void confirmed() {
        confirmed(Map.of("reminderDue", true, "remindAt", remindAt.toString(), "sessionOverAt", sessionOverAt.toString()));
    }

    private void confirmedWithoutReminder() {
        confirmed(Map.of("reminderDue", false, "sessionOverAt", sessionOverAt.toString()));
    }

    private void confirmed(Map<String, ?> facts) {
        assertThat(booking.answers("booking.confirm", facts)).containsEntry("bookingId", "b-1");
        booking.answers("booking.sendConfirmation");
    }

    private void awaitingSession() {
        takenUp("FREE");
        onboarded();
        confirmedWithoutReminder();
    }

    private Map<String, Object> fee(String owed) {
        return Map.of(owed, true, "paymentId", "p-2", "deadline", paymentDeadline.toString(), "reminderCycle", NO_REMINDER);
    }

    private void unpaidUntilWrittenOff() {
        booking.answers("payment.prepare", Map.of("collectFrom", "CARD_ON_FILE"));
        booking.answers("payment.chargeCard", Map.of("chargeResult", "DECLINED"));
        booking.answers("dunning.lookAtDebt", Map.of("debtStatus", "WRITTEN_OFF"));
    }

    private void expired() {
        booking.answers("booking.expire");
        booking.ends("End_BookingExpired");
    }

    private void closedAfterCancellation() {
        booking.hears("booking.cancelled", "b-1", Map.of());
        assertThat(booking.answers("onboarding.closeSteps")).containsEntry("subjectId", "b-1");
        assertThat(booking.answers("payment.closePayments")).containsEntry("bookingId", "b-1");
    }

    private void cancelled() {
        closedAfterCancellation();
        booking.answers("booking.settleCancellation", Map.of("feeOwed", false));
    }

    private Instant notShown() {
        awaitingSession();
        var reviewEndsAt = in(Duration.ofDays(1));
        booking.hears("booking.notShown", "b-1", Map.of("reviewEndsAt", reviewEndsAt.toString()));
        booking.answers("payment.closePayments");
        return reviewEndsAt;
    }
}
