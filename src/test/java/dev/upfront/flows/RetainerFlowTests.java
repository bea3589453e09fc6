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
class RetainerFlowTests {

    private static final String NO_REMINDER = "R1/P300D";
    private static final FlowCoverage coverage = new FlowCoverage("retainer");

    private final Instant startUntil = in(Duration.ofDays(7));
    private Story agreed;

    @AfterEach
    void endsTheStory() {
        if (agreed != null) {
            agreed.close();
        }
    }

    @Test
    void renewsPeriodAfterPeriodUntilItEnds() {
        started();
        var first = in(Duration.ofDays(1));
        next("RENEW", first, first);
        assertThat(agreed.passes("Timer_TimeHasCome")).isEqualTo(first);
        periodIs("PAID");
        var second = in(Duration.ofDays(30));
        next("RENEW", second, second.minus(Duration.ofDays(7)));
        assertThat(agreed.passes("Timer_NoticeDue")).isEqualTo(second.minus(Duration.ofDays(7)));
        assertThat(agreed.answers("retainer.announceRenewal")).containsEntry("retainerId", "r-1");
        assertThat(agreed.passes("Timer_TimeHasCome")).isEqualTo(second);
        periodIs("PAID");
        var end = in(Duration.ofDays(30));
        next("END", end, end);
        agreed.passes("Timer_TimeHasCome");
        agreed.answers("retainer.end");
        agreed.ends("End_RetainerEnded");
        assertThat(agreed.seen()).containsOnlyOnce("Task_AnnounceRenewal");
    }

    @Test
    void anyChangeIsTakenUpWhileItWaits() {
        started();
        var renewal = in(Duration.ofDays(20));
        next("RENEW", renewal, renewal);
        agreed.hears("retainer.changed", "r-1", Map.of());
        var resume = in(Duration.ofDays(40));
        next("RESUME", resume, resume);
        assertThat(agreed.passes("Timer_TimeHasCome")).isEqualTo(resume);
        agreed.answers("retainer.resume");
        var end = in(Duration.ofDays(1));
        next("END", end, end);
        agreed.passes("Timer_TimeHasCome");
        agreed.answers("retainer.end");
        agreed.ends("End_RetainerEnded");
        assertThat(agreed.seen()).doesNotContain("Call_RetainerPeriod");
    }

    @Test
    void aPeriodThatIsGivenUpEndsIt() {
        started();
        var now = in(Duration.ofMinutes(1));
        next("RENEW", now, now);
        agreed.passes("Timer_TimeHasCome");
        periodIs("GIVEN_UP");
        assertThat(agreed.answers("retainer.giveUp")).containsEntry("retainerId", "r-1");
        agreed.ends("End_RetainerGivenUp");
    }

    @Test
    void aTrialThatIsCancelledAsItsFirstPeriodIsDueEnds() {
        started();
        var now = in(Duration.ofMinutes(1));
        next("RENEW", now, now);
        agreed.passes("Timer_TimeHasCome");
        agreed.answers("retainer.openPeriod");
        next("END", now, now);
        agreed.passes("Timer_TimeHasCome");
        agreed.answers("retainer.end");
        agreed.ends("End_RetainerEnded");
        assertThat(agreed.seen()).doesNotContain("Task_GiveUp");
    }

    @Test
    void unsignedRetainerIsGivenUp() {
        takenUp();
        agreed.answers("onboarding.planSteps", Map.of("steps", List.of(Map.of("stepId", "s-1", "kind", "CONTRACT")), "reminderCycle", NO_REMINDER));
        assertThat(agreed.passes("Timer_GiveUp")).isEqualTo(startUntil);
        agreed.answers("onboarding.closeSteps");
        agreed.answers("retainer.giveUp");
        agreed.ends("End_RetainerNotStarted");
    }

    @Test
    void aTrialKeepsACardBeforeItBegins() {
        takenUp(true);
        agreed.answers("onboarding.planSteps", Map.of("steps", List.of(), "reminderCycle", NO_REMINDER));
        assertThat(agreed.answers("payment.keepCard")).containsEntry("payerId", "r-1");
        agreed.answers("retainer.start");
        var end = in(Duration.ofDays(1));
        next("END", end, end);
        agreed.passes("Timer_TimeHasCome");
        agreed.answers("retainer.end");
        agreed.ends("End_RetainerEnded");
    }

    @Test
    void aTrialForWhichNoCardIsKeptIsGivenUp() {
        takenUp(true);
        agreed.answers("onboarding.planSteps", Map.of("steps", List.of(), "reminderCycle", NO_REMINDER));
        assertThat(agreed.passes("Timer_NoCard")).isEqualTo(startUntil);
        agreed.answers("retainer.giveUp");
        agreed.ends("End_RetainerNotStarted");
    }

    @Test
    void withdrawnBeforeItStartedClosesItsSteps() {
        takenUp();
        agreed.answers("onboarding.planSteps", Map.of("steps", List.of(Map.of("stepId", "s-1", "kind", "CONTRACT")), "reminderCycle", NO_REMINDER));
        agreed.hears("retainer.withdrawn", "r-1", Map.of());
        assertThat(agreed.answers("onboarding.closeSteps")).containsEntry("subjectId", "r-1");
        agreed.answers("retainer.end");
        agreed.ends("End_RetainerWithdrawn");
    }

    @Test
    void retainerNoLongerWantedEndsAtOnce() {
        requested();
        agreed.answers("retainer.takeUp", Map.of("stillWanted", false));
        agreed.ends("End_NothingToDo");
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
        agreed = Story.startedBy("retainer.agreed", "r-1", Map.of("retainerId", "r-1"));
    }

    private void takenUp() {
        takenUp(false);
    }

    private void takenUp(boolean cardFirst) {
        requested();
        assertThat(agreed.answers("retainer.takeUp", Map.of("retainerRef", "RT-1", "clientId", "c-1", "stillWanted", true, "startUntil", startUntil.toString(),
                "forms", List.of(), "contracts", List.of(), "cardFirst", cardFirst))).containsEntry("retainerId", "r-1");
    }

    private void started() {
        takenUp();
        assertThat(agreed.answers("onboarding.planSteps", Map.of("steps", List.of(), "reminderCycle", NO_REMINDER))).containsEntry("subjectId", "r-1");
        agreed.answers("retainer.start");
    }

    private void next(String step, Instant at, Instant noticeAt) {
        assertThat(agreed.answers("retainer.findWhatIsNext", Map.of("nextStep", step, "nextAt", at.toString(), "noticeAt", noticeAt.toString())))
                .containsEntry("retainerId", "r-1");
    }

    /** The called period runs through without anything to collect. */
    private void periodIs(String status) {
        assertThat(agreed.answers("retainer.openPeriod", Map.of("periodId", "p-1"))).containsEntry("retainerId", "r-1").containsEntry("retainerRef", "RT-1");
        agreed.answers("retainer.requestPayment", Map.of("amountOwed", false));
        assertThat(agreed.answers("retainer.settlePeriod", Map.of("periodStatus", status))).containsEntry("periodId", "p-1");
    }
}
