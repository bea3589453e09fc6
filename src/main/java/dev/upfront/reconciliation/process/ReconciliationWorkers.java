package dev.upfront.reconciliation.process;

import static dev.upfront.engine.Outcome.done;

import dev.upfront.engine.JobWorkers;
import dev.upfront.engine.Workers;
import dev.upfront.reconciliation.Reconciliation;
import dev.upfront.reconciliation.RunId;
import java.util.Map;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** What the reconciliation process asks for. */
@Component
class ReconciliationWorkers implements JobWorkers {

    record TakeUp(UUID runId, long processInstanceKey) {}

    record Ask(UUID runId) {
        RunId id() {
            return new RunId(runId);
        }
    }

    private final Reconciliation reconciliation;

    ReconciliationWorkers(Reconciliation reconciliation) {
        this.reconciliation = reconciliation;
    }

    @Override
    public void register(Workers workers) {
        workers.sends("reconciliation.asked", "runId")
                .on("reconciliation.takeUp", TakeUp.class, ask -> done(Map.of("anythingToDo", reconciliation.takeUp(new RunId(ask.runId()), ask.processInstanceKey()))))
                .on("reconciliation.takeInMissedEvents", Ask.class, ask -> done(Map.of("missedEvents", reconciliation.takeInMissed(ask.id()))))
                .on("reconciliation.readBalance", Ask.class, ask -> done(Map.of("newMovements", reconciliation.read(ask.id()))))
                .on("reconciliation.compareBooks", Ask.class, ask -> done(Map.of("outcome", reconciliation.compare(ask.id()).name())))
                .on("reconciliation.alertStaff", Ask.class, ask -> {
                    reconciliation.alertStaff(ask.id());
                    return done();
                });
    }
}
