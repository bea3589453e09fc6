package dev.upfront.credits.process;

import dev.upfront.credits.CreditsChanged;
import dev.upfront.engine.AfterCommit;
import dev.upfront.engine.JobWorkers;
import dev.upfront.engine.Processes;
import dev.upfront.engine.Workers;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** Tells the process that watches over a lot that its counts have changed. */
@Component
class CreditsProcess implements JobWorkers {

    private final Processes processes;

    CreditsProcess(Processes processes) {
        this.processes = processes;
    }

    @Override
    public void register(Workers workers) {
        workers.sends("credits.changed");
    }

    @AfterCommit
    void tell(CreditsChanged changed) {
        var happening = "credits.changed" + changed.lot() + changed.change();
        processes.tell("credits.changed", changed.source(), UUID.nameUUIDFromBytes(happening.getBytes(StandardCharsets.UTF_8)), Map.of());
    }
}
