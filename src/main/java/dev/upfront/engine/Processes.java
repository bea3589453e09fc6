package dev.upfront.engine;

import dev.upfront.engine.Commands.Delivery;
import io.camunda.client.CamundaClient;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Service;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/**
 * How rooms tell processes something. Everything here is safe to repeat and never to be called inside a database transaction: call it
 * from an {@link AfterCommit} listener. What a process asks for is a job; what happens by itself is told here.
 */
@Service
public class Processes {

    private static final Duration TOLD_FOR = Duration.ofDays(1);

    private final CamundaClient client;
    private final Commands commands;
    private final FlowsReady flows;
    private final OpenJobs openJobs;
    private final JsonMapper json;

    Processes(CamundaClient client, Commands commands, FlowsReady flows, OpenJobs openJobs, JsonMapper json) {
        this.client = client;
        this.commands = commands;
        this.flows = flows;
        this.openJobs = openJobs;
        this.json = json;
    }

    /**
     * Starts a process by its start message, once while the instance lives: correlation key and message id are our id and the message is
     * not kept. After the instance ended the same call starts another, so a process's first task asks the database what there is to do.
     */
    public void start(String message, UUID id, Map<String, ?> variables) {
        flows.await("starting by " + message);
        commands.deliver("starting by " + message, client.newPublishMessageCommand()
                .messageName(message).correlationKey(id.toString()).messageId(id.toString())
                .timeToLive(Duration.ZERO).variables(variables));
    }

    /**
     * Tells a running process that something happened. Kept for a day, so a process that is about to listen, or is stuck before it does, still hears it.
     *
     * @param messageId our id of what happened: a repeat with the same id is heard once while the first is kept
     */
    public void tell(String message, UUID correlationKey, UUID messageId, Map<String, ?> variables) {
        try {
            commands.send("telling " + message, client.newPublishMessageCommand()
                    .messageName(message).correlationKey(correlationKey.toString()).messageId(messageId.toString())
                    .timeToLive(TOLD_FOR).variables(variables));
        } catch (io.camunda.client.api.command.ClientStatusException refused) {
            if (refused.getStatusCode() != io.grpc.Status.Code.ALREADY_EXISTS) {
                throw refused;
            }
        }
    }

    /** Completes the open job that waits for the subject. When none is open, or the process has moved on, nothing happens. */
    public void complete(String openJobType, UUID subject, Map<String, ?> facts) {
        openJobs.find(openJobType, subject).ifPresent(job -> {
            commands.deliver("completing " + openJobType, client.newCompleteCommand(job.jobKey()).variables(facts));
            openJobs.remove(job.jobKey(), openJobType, subject);
        });
    }

    /** Evaluates a deployed decision table; its result by output name, or under the decision's id when there is a single output. */
    public Map<String, Object> decide(String decisionId, Map<String, ?> facts) {
        flows.await("deciding " + decisionId);
        var answer = commands.send("deciding " + decisionId,
                client.newEvaluateDecisionCommand().decisionId(decisionId).variables(facts));
        if (answer.getFailureMessage() != null && !answer.getFailureMessage().isBlank()) {
            throw new IllegalStateException("The decision table %s gave no answer: %s".formatted(decisionId, answer.getFailureMessage()));
        }
        var output = json.readValue(answer.getDecisionOutput(), Object.class);
        return output instanceof Map<?, ?> ? json.convertValue(output, new TypeReference<>() {}) : Map.of(decisionId, output);
    }

    /** The process instance that waits at an open job, for links to Operate. */
    public Optional<Long> instanceWaitingAt(String openJobType, UUID subject) {
        return openJobs.find(openJobType, subject).map(OpenJobs.OpenJob::processInstanceKey);
    }

    /** Whether a process waits at that open job for the subject. */
    public boolean waitsAt(String openJobType, UUID subject) {
        return openJobs.find(openJobType, subject).isPresent();
    }
}
