package dev.upfront.reconciliation.process;

import dev.upfront.engine.AfterCommit;
import dev.upfront.engine.Processes;
import dev.upfront.reconciliation.Reconciliation;
import dev.upfront.reconciliation.ReconciliationAsked;
import dev.upfront.reconciliation.RunId;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * Starts the process, every day. The day is found by the clock here and not by a timer in the diagram, because a timer that nobody heard, while the engine
 * was away, is lost, and a day that was missed is still due.
 */
@Component
class ReconciliationProcess {

    private static final Logger log = LoggerFactory.getLogger(ReconciliationProcess.class);

    private final Processes processes;
    private final Reconciliation reconciliation;

    ReconciliationProcess(Processes processes, Reconciliation reconciliation) {
        this.processes = processes;
        this.reconciliation = reconciliation;
    }

    @Scheduled(fixedDelayString = "${upfront.reconciliation.ask-interval:1m}", initialDelayString = "${upfront.reconciliation.ask-interval:1m}")
    void askIfDue() {
        reconciliation.askIfDue();
        for (var run : reconciliation.waiting()) {
            log.warn("Reconciliation {} is led by no process, or goes on for hours: asking again. If this repeats, is the flow reconciliation deployed?", run);
            start(run);
        }
    }

    @AfterCommit
    void on(ReconciliationAsked asked) {
        start(asked.run());
    }

    private void start(RunId run) {
        processes.start("reconciliation.asked", run.value(), Map.of("runId", run.toString()));
    }
}
