package dev.upfront.onboarding.process;

import dev.upfront.client.ClientId;
import dev.upfront.engine.JobWorkers;
import dev.upfront.engine.Outcome;
import dev.upfront.engine.Workers;
import dev.upfront.onboarding.Onboarding;
import dev.upfront.onboarding.Step.Status;
import dev.upfront.onboarding.OnboardingMails;
import dev.upfront.onboarding.StepId;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The jobs by which a process asks for forms and signatures. */
@Component
class OnboardingWorkers implements JobWorkers {

    static final String FILL_FORM = "onboarding.fillForm";
    static final String SIGN_CONTRACT = "onboarding.signContract";

    record PlanSteps(UUID subjectId, UUID clientId, @Nullable List<String> forms, @Nullable List<String> contracts) {}

    record AskStep(UUID stepId) {}

    /** @param deadline when the steps end by themselves; absent in flows that have none */
    record RemindClient(UUID subjectId, @Nullable Instant deadline) {}

    record CloseSteps(UUID subjectId) {}

    private final Onboarding onboarding;
    private final OnboardingMails mails;
    private final String reminderCycle;

    OnboardingWorkers(Onboarding onboarding, OnboardingMails mails, OnboardingSettings settings) {
        this.onboarding = onboarding;
        this.mails = mails;
        this.reminderCycle = settings.reminderCycle();
    }

    @Override
    public void register(Workers workers) {
        workers.on("onboarding.planSteps", PlanSteps.class, this::planSteps);
        workers.onOpen(FILL_FORM, AskStep.class, AskStep::stepId, this::askStep);
        workers.onOpen(SIGN_CONTRACT, AskStep.class, AskStep::stepId, this::askStep);
        workers.on("onboarding.remindClient", RemindClient.class, this::remindClient);
        workers.on("onboarding.closeSteps", CloseSteps.class, this::closeSteps);
    }

    private Outcome planSteps(PlanSteps asked) {
        var steps = onboarding.plan(asked.subjectId(), new ClientId(asked.clientId()), orNone(asked.forms()), orNone(asked.contracts()));
        return Outcome.done(Map.of("reminderCycle", reminderCycle,
                "steps", steps.stream().map(step -> Map.of("stepId", step.id().toString(), "kind", step.kind().name())).toList()));
    }

    private Outcome askStep(AskStep asked) {
        return onboarding.open(new StepId(asked.stepId())).status() == Status.OPEN ? Outcome.waiting() : Outcome.done();
    }

    private Outcome remindClient(RemindClient asked) {
        mails.remind(asked.subjectId(), asked.deadline());
        return Outcome.done();
    }

    private Outcome closeSteps(CloseSteps asked) {
        onboarding.close(asked.subjectId());
        return Outcome.done();
    }

    private static List<String> orNone(@Nullable List<String> names) {
        return names == null ? List.of() : names;
    }
}
