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
class OnboardingFlowTests {

    private static final Map<String, String> FORM = Map.of("stepId", "s-1", "kind", "FORM");
    private static final Map<String, String> CONTRACT = Map.of("stepId", "s-2", "kind", "CONTRACT");
    private static final FlowCoverage coverage = new FlowCoverage("onboarding");

    private final Instant deadline = FlowEngine.shared().now().plus(Duration.ofHours(2)).truncatedTo(ChronoUnit.MILLIS);
    private Story onboarding;

    @AfterEach
    void endsTheStory() {
        if (onboarding != null) {
            onboarding.close();
        }
    }

    @Test
    void formIsFilledInThenContractIsSigned() {
        planned(List.of(FORM, CONTRACT), "R1/P300D");
        assertThat(onboarding.answers("onboarding.fillForm")).containsEntry("stepId", "s-1");
        assertThat(onboarding.answers("onboarding.signContract")).containsEntry("stepId", "s-2");
        complete();
    }

    @Test
    void clientWhoHasDoneEverythingPassesThrough() {
        planned(List.of(), "R1/P300D");
        complete();
        assertThat(onboarding.seen()).doesNotContain("Task_FillForm", "Task_SignContract");
    }

    @Test
    void planningKnowsWhatIsRequiredOfWhom() {
        assertThat(planned(List.of(), "R1/P300D")).containsEntry("subjectId", "b-1").containsEntry("clientId", "c-1")
                .containsEntry("forms", List.of("intake-coaching")).containsEntry("contracts", List.of("coaching-agreement"));
    }

    @Test
    void clientIsRemindedOfTheOpenStep() {
        planned(List.of(CONTRACT), "R1/PT1H");
        onboarding.passes("Timer_Remind");
        assertThat(onboarding.answers("onboarding.remindClient")).containsEntry("subjectId", "b-1");
        onboarding.answers("onboarding.signContract");
        complete();
    }

    @Test
    void deadlineGivesUpAndClosesTheSteps() {
        planned(List.of(FORM, CONTRACT), "R1/P300D");
        onboarding.answers("onboarding.fillForm");
        assertThat(onboarding.passes("Timer_GiveUp")).isEqualTo(deadline);
        assertThat(onboarding.answers("onboarding.closeSteps")).containsEntry("subjectId", "b-1");
        onboarding.ends("End_GivenUp");
        assertThat(onboarding.variable("onboardingOutcome")).isEqualTo("\"GIVEN_UP\"");
    }

    @Test
    @Order(Integer.MAX_VALUE)
    void everyElementAndEveryFlowWasSeen() {
        assertThat(coverage.missing()).isEmpty();
    }

    private Map<String, Object> planned(List<?> steps, String reminderCycle) {
        onboarding = Story.called("onboarding", Map.of("subjectId", "b-1", "bookingRef", "B-1", "clientId", "c-1",
                "forms", List.of("intake-coaching"), "contracts", List.of("coaching-agreement"), "deadline", deadline.toString()));
        return onboarding.answers("onboarding.planSteps", Map.of("steps", steps, "reminderCycle", reminderCycle));
    }

    private void complete() {
        onboarding.ends("End_OnboardingComplete");
        assertThat(onboarding.variable("onboardingOutcome")).isEqualTo("\"COMPLETE\"");
    }
}
