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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@TestMethodOrder(OrderAnnotation.class)
class DunningFlowTests {

    private static final FlowCoverage coverage = new FlowCoverage("dunning");

    private final Story debt = Story.called("dunning", Map.of("paymentId", "p-1", "paymentRef", "PAY-1"));

    @AfterEach
    void endsTheStory() {
        debt.close();
    }

    @Test
    void moneyThatArrivesEndsTheWait() {
        owed("SOFT_DECLINE");
        assertThat(planned("RETRY", Duration.ofDays(3))).containsKey("schedule");
        assertThat(debt.answers("dunning.awaitMoney")).containsEntry("plan", 7);
        ends("RECOVERED", "End_DebtRecovered");
    }

    @Test
    void whatIsPaidBeforeItIsLookedAtIsNoDebt() {
        ends("RECOVERED", "End_DebtRecovered");
    }

    @Test
    void theScheduleComesFromTheTable() {
        owed("HARD_DECLINE");
        @SuppressWarnings("unchecked") var lines = (List<Object>) planned("MAIL_CLIENT", Duration.ZERO).get("schedule");
        assertThat(lines).contains(Map.of("day", 21, "action", "GIVE_UP")).doesNotContain(Map.of("day", 3, "action", "RETRY"));
    }

    @ParameterizedTest
    @CsvSource({"RETRY, dunning.retry", "MAIL_CLIENT, dunning.mailClient", "ALERT_STAFF, dunning.alertStaff", "SUSPEND_BOOKING, dunning.suspend"})
    void aStepIsDoneAtItsTimeAndTheDebtIsLookedAtAgain(String action, String job) {
        owed("SOFT_DECLINE");
        var due = FlowEngine.shared().now().plus(Duration.ofDays(3)).truncatedTo(ChronoUnit.MILLIS);
        planned(action, due);
        assertThat(debt.passes("Timer_StepDue")).isEqualTo(due);
        assertThat(debt.answers(job)).containsEntry("paymentId", "p-1");
        ends("RECOVERED", "End_DebtRecovered");
    }

    @Test
    void releasedSessionsAreWrittenAbout() {
        owed("NO_CARD");
        planned("RELEASE_SESSIONS", Duration.ofDays(1));
        debt.passes("Timer_StepDue");
        assertThat(debt.answers("booking.releaseUnfunded")).containsEntry("subjectId", "s-1");
        debt.answers("dunning.mailClient");
        ends("DROPPED", "End_DebtDropped");
    }

    @Test
    void theScheduleGivesUp() {
        owed("SOFT_DECLINE");
        planned("GIVE_UP", Duration.ofDays(1));
        debt.passes("Timer_StepDue");
        debt.answers("dunning.giveUp");
        ends("WRITTEN_OFF", "End_DebtWrittenOff");
    }

    @Test
    void anActionNobodyKnowsIsForStaff() {
        owed("SOFT_DECLINE");
        planned("SING", Duration.ofDays(1));
        debt.passes("Timer_StepDue");
        debt.answers("dunning.alertStaff");
        ends("RECOVERED", "End_DebtRecovered");
    }

    @Test
    void whatChangedMeanwhileMakesANewPlan() {
        owed("SOFT_DECLINE");
        planned("SUSPEND_BOOKING", Duration.ofDays(8));
        debt.answers("dunning.awaitMoney");
        owed("SOFT_DECLINE");
        planned("RETRY", Duration.ZERO);
        debt.passes("Timer_StepDue");
        debt.answers("dunning.retry");
        ends("RECOVERED", "End_DebtRecovered");
    }

    @Test
    @Order(Integer.MAX_VALUE)
    void everyElementAndEveryFlowWasSeen() {
        assertThat(coverage.missing()).isEmpty();
    }

    private void owed(String obstacle) {
        looked("OPEN", obstacle);
    }

    private void looked(String status, String obstacle) {
        assertThat(debt.answers("dunning.lookAtDebt", Map.of("paymentRef", "PAY-1", "subjectId", "s-1", "debtStatus", status, "debtKind", "RETAINER_PERIOD",
                "obstacle", obstacle))).containsEntry("paymentId", "p-1");
    }

    private Map<String, Object> planned(String action, Duration ahead) {
        return planned(action, FlowEngine.shared().now().plus(ahead));
    }

    private Map<String, Object> planned(String action, Instant at) {
        return debt.answers("dunning.planStep", Map.of("nextAction", action, "nextAt", at.toString(), "plan", 7));
    }

    private void ends(String status, String end) {
        looked(status, "SOFT_DECLINE");
        debt.ends(end);
        assertThat(debt.variable("dunningOutcome")).isEqualTo('"' + status + '"');
    }
}
