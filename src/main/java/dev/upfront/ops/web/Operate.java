package dev.upfront.ops.web;

import dev.upfront.engine.Processes;
import java.util.Arrays;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/** Addresses of process instances in Camunda Operate, when the settings say where it is. */
@Component
public class Operate {

    private final String address;
    private final Processes processes;

    Operate(@Value("${upfront.operate-address:}") String address, Processes processes) {
        this.address = address.strip().replaceAll("/+$", "");
        this.processes = processes;
    }

    /** Where a process instance can be looked at; null when there is none, or nobody knows where Operate is. */
    public @Nullable String instance(@Nullable Long key) {
        return key == null || address.isEmpty() ? null : address + "/processes/" + key;
    }

    /** The instance that waits for the subject at one of these open jobs; null as above. */
    public @Nullable String waitingAt(UUID subject, String... openJobs) {
        return Arrays.stream(openJobs)
                .flatMap(job -> processes.instanceWaitingAt(job, subject).stream())
                .findFirst().map(this::instance).orElse(null);
    }
}
