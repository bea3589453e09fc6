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
class PackageFlowTests {

    private static final String NO_REMINDER = "R1/P300D";
    private static final int NO_END = 100_000;
    private static final FlowCoverage coverage = new FlowCoverage("package");

    private final Instant payUntil = in(Duration.ofDays(7));
    private Story sold;

    @AfterEach
    void endsTheStory() {
        if (sold != null) {
            sold.close();
        }
    }

    @Test
    void paidPackageIsWatchedUntilItsLastCreditIsUsed() {
        active(10, NO_END);
        sold.hears("credits.changed", "p-1", Map.of());
        reviewed("ACTIVE", 9, NO_END);
        sold.hears("credits.changed", "p-1", Map.of());
        reviewed("USED_UP", 0, NO_END);
        sold.ends("End_UsedUp");
        assertThat(sold.seen()).doesNotContain("Task_NotifyClient", "Task_ExpireCredits");
    }

    @Test
    void clientIsToldWhenFewCreditsAreLeft() {
        active(10, NO_END);
        sold.hears("credits.changed", "p-1", Map.of());
        reviewed("ACTIVE", 2, NO_END);
        assertThat(sold.answers("packages.notifyClient")).containsEntry("notice", "FEW_CREDITS").containsEntry("packageId", "p-1");
        sold.hears("credits.changed", "p-1", Map.of());
        reviewed("REFUNDED", 0, NO_END);
        sold.ends("End_Refunded");
    }

    @Test
    void unusedCreditsExpireWhenTheTimeIsOver() {
        var tomorrow = in(Duration.ofDays(1));
        granted();
        reviewed("ACTIVE", 10, NO_END, tomorrow);
        assertThat(sold.passes("Timer_LookAgain")).isEqualTo(tomorrow);
        reviewed("PAST_END", 10, 0);
        assertThat(sold.answers("packages.expireCredits")).containsEntry("packageId", "p-1");
        reviewed("EXPIRED", 0, 0);
        sold.ends("End_Expired");
    }

    @Test
    void packageNoLongerWantedEndsAtOnce() {
        requested();
        sold.answers("packages.takeUp", Map.of("stillWanted", false));
        sold.ends("End_NothingToDo");
    }

    @Test
    void unsignedPackageLapses() {
        takenUp();
        sold.answers("onboarding.planSteps", Map.of("steps", List.of(Map.of("stepId", "s-1", "kind", "CONTRACT")), "reminderCycle", NO_REMINDER));
        assertThat(sold.passes("Timer_GiveUp")).isEqualTo(payUntil);
        sold.answers("onboarding.closeSteps");
        lapsed();
    }

    @Test
    void unpaidPackageLapses() {
        takenUp();
        onboarded();
        paymentRequested();
        assertThat(sold.passes("Timer_Deadline")).isEqualTo(payUntil);
        sold.answers("payment.closeCheckout", Map.of("paidAfterAll", false));
        sold.answers("payment.giveUp");
        lapsed();
    }

    @Test
    void nothingIsCollectedOnceTheCreditsWouldHaveEnded() {
        takenUp();
        onboarded();
        var end = in(Duration.ofDays(5));
        paymentRequested(end);
        assertThat(sold.passes("Timer_TooLateToPay")).isEqualTo(end);
        assertThat(sold.answers("payment.closePayments")).containsEntry("subjectId", "p-1");
        lapsed();
    }

    @Test
    void cancelledBeforeItIsPaidClosesStepsAndPayments() {
        takenUp();
        onboarded();
        paymentRequested();
        sold.hears("packages.cancelled", "p-1", Map.of());
        assertThat(sold.answers("onboarding.closeSteps")).containsEntry("subjectId", "p-1");
        assertThat(sold.answers("payment.closePayments")).containsEntry("subjectId", "p-1");
        assertThat(sold.answers("packages.settleCancellation")).containsEntry("packageId", "p-1");
        sold.ends("End_PackageCancelled");
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
        sold = Story.startedBy("packages.sold", "p-1", Map.of("packageId", "p-1"));
    }

    private void takenUp() {
        requested();
        assertThat(sold.answers("packages.takeUp", Map.of("packageRef", "PK-1", "clientId", "c-1", "stillWanted", true, "payUntil", payUntil.toString(),
                "forms", List.of(), "contracts", List.of()))).containsEntry("packageId", "p-1");
    }

    private void onboarded() {
        assertThat(sold.answers("onboarding.planSteps", Map.of("steps", List.of(), "reminderCycle", NO_REMINDER)))
                .containsEntry("subjectId", "p-1").containsEntry("clientId", "c-1");
    }

    private void paymentRequested() {
        paymentRequested(in(Duration.ofDays(36_500)));
    }

    private void paymentRequested(Instant tooLateAt) {
        sold.answers("packages.requestPayment", Map.of("paymentId", "pay-1", "paymentDeadline", payUntil.toString(), "reminderCycle", NO_REMINDER,
                "tooLateToPayAt", tooLateAt.toString()));
        assertThat(sold.answers("payment.prepare", Map.of("collectFrom", "CLIENT"))).containsEntry("paymentId", "pay-1");
    }

    private void granted() {
        takenUp();
        onboarded();
        paymentRequested();
        sold.answers("payment.payOnline");
        assertThat(sold.answers("packages.grantCredits")).containsEntry("packageId", "p-1");
    }

    private void active(int creditsLeft, int daysLeft) {
        granted();
        reviewed("ACTIVE", creditsLeft, daysLeft);
    }

    private void reviewed(String state, int creditsLeft, int daysLeft) {
        reviewed(state, creditsLeft, daysLeft, in(Duration.ofDays(300)));
    }

    private void reviewed(String state, int creditsLeft, int daysLeft, Instant lookAgainAt) {
        assertThat(sold.answers("packages.reviewCredits", Map.of("packageState", state, "creditsLeft", creditsLeft, "creditsBought", 10, "daysLeft", daysLeft,
                "lookAgainAt", lookAgainAt.toString()))).containsEntry("packageId", "p-1");
    }

    private void lapsed() {
        assertThat(sold.answers("packages.lapse")).containsEntry("packageId", "p-1");
        sold.ends("End_PackageLapsed");
    }
}
