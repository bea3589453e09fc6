package dev.upfront.flows;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.MethodOrderer.OrderAnnotation;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

@TestMethodOrder(OrderAnnotation.class)
class ReconciliationFlowTests {

    private static final FlowCoverage coverage = new FlowCoverage("reconciliation");

    private Story reconciliation;

    @AfterEach
    void endsTheStory() {
        reconciliation.close();
    }

    @Test
    void booksThatAgreeEndBalanced() {
        takenUp(true);
        compared("BALANCED");
        reconciliation.ends("End_Balanced");
        assertThat(reconciliation.seen()).doesNotContain("Task_AlertStaff");
    }

    @Test
    void staffAreToldOfDifferences() {
        takenUp(true);
        compared("DIFFERENCES");
        assertThat(reconciliation.answers("reconciliation.alertStaff")).containsEntry("runId", "run-1");
        reconciliation.ends("End_DifferencesRaised");
    }

    @Test
    void aRunThatHasEndedNeedsNothing() {
        takenUp(false);
        reconciliation.ends("End_NothingToDo");
    }

    @Test
    @Order(Integer.MAX_VALUE)
    void everyElementAndEveryFlowWasSeen() {
        reconciliation = Story.startedBy("reconciliation.asked", "run-1", Map.of("runId", "run-1"));
        assertThat(coverage.missing()).isEmpty();
    }

    private void takenUp(boolean anythingToDo) {
        reconciliation = Story.startedBy("reconciliation.asked", "run-1", Map.of("runId", "run-1"));
        assertThat(reconciliation.answers("reconciliation.takeUp", Map.of("anythingToDo", anythingToDo))).containsEntry("runId", "run-1");
    }

    private void compared(String outcome) {
        reconciliation.answers("reconciliation.takeInMissedEvents", Map.of("missedEvents", 0));
        reconciliation.answers("reconciliation.readBalance", Map.of("newMovements", 3));
        reconciliation.answers("reconciliation.compareBooks", Map.of("outcome", outcome));
    }
}
