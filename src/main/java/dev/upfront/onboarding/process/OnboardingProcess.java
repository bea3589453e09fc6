package dev.upfront.onboarding.process;

import dev.upfront.engine.AfterCommit;
import dev.upfront.engine.Processes;
import dev.upfront.onboarding.OnboardingMails;
import dev.upfront.onboarding.Step.Kind;
import dev.upfront.onboarding.StepDone;
import java.util.Map;
import org.springframework.stereotype.Component;

/** What follows when a client has done a step: the process goes on, and a signed contract is mailed. */
@Component
class OnboardingProcess {

    private final Processes processes;
    private final OnboardingMails mails;

    OnboardingProcess(Processes processes, OnboardingMails mails) {
        this.processes = processes;
        this.mails = mails;
    }

    @AfterCommit
    void goOn(StepDone done) {
        processes.complete(done.kind() == Kind.FORM ? OnboardingWorkers.FILL_FORM : OnboardingWorkers.SIGN_CONTRACT, done.step().value(), Map.of());
    }

    @AfterCommit
    void mailCopy(StepDone done) {
        if (done.kind() == Kind.CONTRACT) {
            mails.copy(done.step());
        }
    }
}
