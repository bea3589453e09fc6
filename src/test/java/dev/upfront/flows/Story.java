package dev.upfront.flows;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.camunda.client.api.command.CreateProcessInstanceCommandStep1;
import io.camunda.client.api.response.ActivatedJob;
import io.camunda.zeebe.protocol.record.Record;
import io.camunda.zeebe.protocol.record.RecordValue;
import io.camunda.zeebe.protocol.record.intent.IncidentIntent;
import io.camunda.zeebe.protocol.record.intent.Intent;
import io.camunda.zeebe.protocol.record.intent.ProcessInstanceIntent;
import io.camunda.zeebe.protocol.record.intent.ProcessMessageSubscriptionIntent;
import io.camunda.zeebe.protocol.record.intent.TimerIntent;
import io.camunda.zeebe.protocol.record.intent.VariableIntent;
import io.camunda.zeebe.protocol.record.value.IncidentRecordValue;
import io.camunda.zeebe.protocol.record.value.ProcessInstanceRecordValue;
import io.camunda.zeebe.protocol.record.value.ProcessMessageSubscriptionRecordValue;
import io.camunda.zeebe.protocol.record.value.TimerRecordValue;
import io.camunda.zeebe.protocol.record.value.VariableRecordValue;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.awaitility.core.ConditionTimeoutException;

/** One process instance on its way, told by the answers to its jobs, the messages it hears and the time that passes. */
final class Story implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final Duration SOON = Duration.ofSeconds(2);
    private static final int MOST_MOVES = 10;

    private final FlowEngine engine = FlowEngine.shared();
    private final long since = engine.position();
    private final long instance;

    private Story(Supplier<Long> start) {
        instance = start.get();
    }

    /** Starts a called process by itself. */
    static Story called(String processId, Map<String, ?> variables) {
        CreateProcessInstanceCommandStep1 command = FlowEngine.shared().client.newCreateInstanceCommand();
        return new Story(() -> command.bpmnProcessId(processId).latestVersion().variables(variables).send().join().getProcessInstanceKey());
    }

    /** Starts a process by its message; the id is correlation key and message id. */
    static Story startedBy(String message, String id, Map<String, ?> variables) {
        return new Story(() -> {
            var engine = FlowEngine.shared();
            var before = engine.position();
            engine.client.newPublishMessageCommand().messageName(message).correlationKey(id).messageId(id)
                    .timeToLive(Duration.ZERO).variables(variables).send().join();
            return eventually("an instance started by " + message, () -> values(
                    engine.recordsSince(before), ProcessInstanceIntent.ELEMENT_ACTIVATED, ProcessInstanceRecordValue.class)
                    .filter(element -> element.getParentProcessInstanceKey() < 0)
                    .map(ProcessInstanceRecordValue::getProcessInstanceKey).findFirst());
        });
    }

    /** Answers the next job of that type without facts, and gives the variables that the worker saw. */
    Map<String, Object> answers(String jobType) {
        return answers(jobType, Map.of());
    }

    /** Answers the next job of that type, and gives the variables that the worker saw. */
    Map<String, Object> answers(String jobType, Map<String, ?> facts) {
        var job = eventually("a job " + jobType, () -> activate(jobType));
        engine.client.newCompleteCommand(job).variables(facts).send().join();
        return job.getVariablesAsMap();
    }

    /** Tells the process what happened, once it listens. */
    void hears(String message, String correlationKey, Map<String, ?> variables) {
        eventually("a subscription to " + message, () -> values(
                records(), ProcessMessageSubscriptionIntent.CREATED, ProcessMessageSubscriptionRecordValue.class)
                .filter(subscription -> subscription.getMessageName().equals(message)).findAny());
        engine.client.newPublishMessageCommand().messageName(message).correlationKey(correlationKey)
                .timeToLive(Duration.ofMinutes(1)).variables(variables).send().join();
    }

    /** Lets time pass until the timer fires, once it runs; gives the moment for which it was set. */
    Instant passes(String timerId) {
        var timer = eventually("a running timer " + timerId, () -> running(timerId));
        var due = Instant.ofEpochMilli(((TimerRecordValue) timer.getValue()).getDueDate());
        var step = Duration.between(engine.now(), due);
        // A move may come before the engine has planned its look at that timer, which is then as long after the move as it was before it
        // (github.com/camunda/camunda/issues/17254): let the same time pass again.
        for (var moves = 0; moves < MOST_MOVES; moves++) {
            engine.moveTo(engine.now().plus(step));
            if (firesWithin(SOON, timer.getKey())) {
                return due;
            }
        }
        throw new AssertionError("The timer " + timerId + " did not fire");
    }

    /** Waits until the instance has ended, at that end event and without an incident. */
    void ends(String endEventId) {
        eventually("the end " + endEventId + " after " + seen(), () -> values(
                records(), ProcessInstanceIntent.ELEMENT_COMPLETED, ProcessInstanceRecordValue.class)
                .filter(element -> element.getProcessInstanceKey() == instance && element.getParentProcessInstanceKey() < 0)
                .filter(element -> element.getElementId().equals(element.getBpmnProcessId())).findAny());
        assertThat(seen()).contains(endEventId);
        assertThat(values(records(), IncidentIntent.CREATED, IncidentRecordValue.class)).isEmpty();
    }

    /** The ids of what was completed or taken so far, in this instance and those it called. */
    List<String> seen() {
        return FlowCoverage.seen(records());
    }

    /** A variable of the instance as JSON, as it was last written. */
    String variable(String name) {
        return records().stream().filter(record -> record.getIntent() instanceof VariableIntent)
                .map(record -> (VariableRecordValue) record.getValue())
                .filter(variable -> variable.getScopeKey() == instance && variable.getName().equals(name))
                .reduce((first, last) -> last).orElseThrow(() -> new AssertionError("No variable " + name)).getValue();
    }

    /** Ends what is left of the story, so that the next one meets no job of it. */
    @Override
    public void close() {
        try {
            engine.client.newCancelInstanceCommand(instance).send().join();
        } catch (io.camunda.client.api.command.ClientStatusException ended) {
            assertThat(ended.getStatusCode()).isEqualTo(io.grpc.Status.Code.NOT_FOUND);
        }
    }

    private Optional<ActivatedJob> activate(String jobType) {
        return engine.client.newActivateJobsCommand().jobType(jobType).maxJobsToActivate(1).timeout(Duration.ofMinutes(5))
                .requestTimeout(Duration.ofMillis(200)).send().join().getJobs().stream().findFirst();
    }

    private boolean firesWithin(Duration time, long timer) {
        try {
            await().pollInSameThread().pollDelay(Duration.ZERO).pollInterval(Duration.ofMillis(5)).atMost(time).until(() -> records().stream()
                    .anyMatch(record -> record.getIntent() == TimerIntent.TRIGGERED && record.getKey() == timer));
            return true;
        } catch (ConditionTimeoutException notYet) {
            return false;
        }
    }

    private Optional<Record<?>> running(String timerId) {
        var records = records();
        var over = new HashSet<Long>();
        records.stream().filter(record -> record.getIntent() == TimerIntent.TRIGGERED || record.getIntent() == TimerIntent.CANCELED)
                .forEach(record -> over.add(record.getKey()));
        return records.stream().filter(record -> record.getIntent() == TimerIntent.CREATED && !over.contains(record.getKey()))
                .filter(record -> ((TimerRecordValue) record.getValue()).getTargetElementId().equals(timerId)).findFirst();
    }

    private List<Record<?>> records() {
        return engine.recordsSince(since);
    }

    private static <T extends RecordValue> Stream<T> values(List<Record<?>> records, Intent intent, Class<T> type) {
        return records.stream().filter(record -> record.getIntent() == intent).map(Record::getValue).filter(type::isInstance).map(type::cast);
    }

    private static <T> T eventually(String what, Supplier<Optional<T>> look) {
        return await(what).pollInSameThread().pollDelay(Duration.ZERO).pollInterval(Duration.ofMillis(5)).atMost(PATIENCE)
                .until(look::get, Optional::isPresent).orElseThrow();
    }
}
