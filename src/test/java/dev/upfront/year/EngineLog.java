package dev.upfront.year;

import static java.util.stream.Collectors.toSet;

import io.camunda.zeebe.logstreams.log.LogStream;
import io.camunda.zeebe.logstreams.log.LogStreamReader;
import io.camunda.zeebe.logstreams.log.LoggedEvent;
import io.camunda.zeebe.process.test.api.ZeebeTestEngine;
import io.camunda.zeebe.protocol.impl.record.RecordMetadata;
import io.camunda.zeebe.protocol.impl.record.value.incident.IncidentRecord;
import io.camunda.zeebe.protocol.impl.record.value.job.JobBatchRecord;
import io.camunda.zeebe.protocol.impl.record.value.job.JobRecord;
import io.camunda.zeebe.protocol.impl.record.value.processinstance.ProcessInstanceRecord;
import io.camunda.zeebe.protocol.impl.record.value.timer.TimerRecord;
import io.camunda.zeebe.protocol.impl.record.value.variable.VariableRecord;
import io.camunda.zeebe.protocol.record.RecordType;
import io.camunda.zeebe.protocol.record.intent.IncidentIntent;
import io.camunda.zeebe.protocol.record.intent.JobBatchIntent;
import io.camunda.zeebe.protocol.record.intent.JobIntent;
import io.camunda.zeebe.protocol.record.intent.ProcessInstanceIntent;
import io.camunda.zeebe.protocol.record.intent.TimerIntent;
import io.camunda.zeebe.protocol.record.value.BpmnElementType;
import io.camunda.zeebe.stream.impl.StreamProcessor;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/**
 * What the in-memory engine has written down, read on from where it was read last: which timers, jobs, incidents and process instances there are.
 * The engine's own {@code waitForIdleState} takes a tenth of a second and does not know that a job is being worked on or a timer is due; its record stream
 * keeps every record decoded. So its log is read directly, which is the one place here that looks behind the engine's interface.
 */
final class EngineLog {

    /** A place where a flow stands still. */
    record Stuck(long key, long jobKey, String type, String process, String element, String message) {
    }

    /** @param until when the engine gives it out, again if it was given out before; {@code given} is whether somebody works on it now */
    private record Job(String type, Instant until, boolean given) {
    }

    /** A pause as short as that after a failure is waited for: what such a job was to do is not done yet. */
    private static final Duration SOON = Duration.ofSeconds(1);

    private final StreamProcessor processor;
    private final LogStreamReader log;
    private final RecordMetadata metadata = new RecordMetadata();
    private final Map<Long, Instant> timers = new HashMap<>();
    private final Map<Long, Job> jobs = new HashMap<>();
    private final Map<Long, List<String>> lives = new HashMap<>();
    private final Map<Long, String> types = new HashMap<>();
    private final Map<Long, Stuck> incidents = new HashMap<>();
    private final Map<Long, String> instances = new HashMap<>();
    private final Map<Long, Map<Long, String>> places = new HashMap<>();
    private final Map<Long, String> subjects = new HashMap<>();
    private long position = -1;
    private long records;

    EngineLog(ZeebeTestEngine engine) {
        processor = part(engine, "streamProcessor", StreamProcessor.class);
        log = part(engine, "logStream", LogStream.class).newLogStreamReader();
    }

    private static <T> T part(ZeebeTestEngine engine, String name, Class<T> type) {
        try {
            var field = engine.getClass().getDeclaredField(name);
            field.setAccessible(true);
            return type.cast(field.get(engine));
        } catch (ReflectiveOperationException changed) {
            throw new IllegalStateException("The in-memory engine is built otherwise now", changed);
        }
    }

    /**
     * Whether the engine has nothing to do before its time goes on: no timer is due, and no job waits for an answer, except from a person, from Stripe, or
     * from an instance that died with it.
     *
     * @param dead whether nobody works on the job of that key any more
     */
    boolean isAtRest(Instant now, Predicate<Long> dead) {
        if (!processor.hasProcessingReachedTheEnd().join()) {
            return false;
        }
        read();
        return timers.values().stream().allMatch(now::isBefore) && jobs.entrySet().stream().allMatch(job -> rests(job.getKey(), job.getValue(), now, dead));
    }

    private static boolean rests(long key, Job job, Instant now, Predicate<Long> dead) {
        return now.plus(SOON).isBefore(job.until) && (!job.given || dead.test(key));
    }

    /** The types of jobs that wait for a worker. */
    Set<String> notGiven(Instant now) {
        return jobs.values().stream().filter(job -> !job.given && !now.isBefore(job.until)).map(Job::type).collect(toSet());
    }

    /** Whether a job that failed is to be given out again by now, and the engine has not thought of it. */
    boolean isPauseForgotten(Instant now) {
        return jobs.values().stream().anyMatch(job -> !job.given && !job.until.equals(Instant.MIN) && !now.isBefore(job.until));
    }

    /** What the engine is busy with, for a failure. */
    String busyWith(Instant now) {
        return "timers due: %d; jobs: %s".formatted(timers.values().stream().filter(due -> !now.isBefore(due)).count(),
                jobs.entrySet().stream().filter(job -> job.getValue().given || !now.isBefore(job.getValue().until)).map(job -> "%s %s".formatted(job, lives.get(job.getKey()))).toList());
    }

    /** Where flows stand still and a person is to look. */
    Collection<Stuck> incidents() {
        return List.copyOf(incidents.values());
    }

    /** The process by each live instance, be it called by another or not. */
    Map<Long, String> instances() {
        return Map.copyOf(instances);
    }

    /** What an instance is for and where it stands, for a failure. */
    String place(long instance) {
        return "for %s at %s".formatted(subjects.get(instance), places.getOrDefault(instance, Map.of()).values());
    }

    /** How many records were read in all. */
    long records() {
        return records;
    }

    private void read() {
        if (position < 0) {
            log.seekToFirstEvent();
        } else {
            log.seekToNextEvent(position);
        }
        while (log.hasNext()) {
            var event = log.next();
            position = event.getPosition();
            records++;
            event.readMetadata(metadata);
            if (metadata.getRecordType() == RecordType.EVENT) {
                note(event);
            }
        }
    }

    private void note(LoggedEvent event) {
        switch (metadata.getValueType()) {
            case TIMER -> timer(event, (TimerIntent) metadata.getIntent());
            case JOB -> job(event, (JobIntent) metadata.getIntent());
            case JOB_BATCH -> batch(event, (JobBatchIntent) metadata.getIntent());
            case INCIDENT -> incident(event, (IncidentIntent) metadata.getIntent());
            case PROCESS_INSTANCE -> instance(event, (ProcessInstanceIntent) metadata.getIntent());
            case VARIABLE -> variable(event);
            default -> { }
        }
    }

    private void timer(LoggedEvent event, TimerIntent intent) {
        if (intent == TimerIntent.CREATED) {
            var timer = new TimerRecord();
            event.readValue(timer);
            timers.put(event.getKey(), Instant.ofEpochMilli(timer.getDueDate()));
        } else if (intent != TimerIntent.MIGRATED) {
            timers.remove(event.getKey());
        }
    }

    private void job(LoggedEvent event, JobIntent intent) {
        var job = new JobRecord();
        event.readValue(job);
        lives.computeIfAbsent(event.getKey(), first -> new ArrayList<>()).add("%s %s".formatted(intent, Instant.ofEpochMilli(event.getTimestamp())));
        switch (intent) {
            case CREATED, TIMED_OUT, RECURRED_AFTER_BACKOFF, YIELDED -> jobs.put(event.getKey(), new Job(job.getType(), Instant.MIN, false));
            case FAILED -> {
                if (job.getRetries() > 0) {
                    jobs.put(event.getKey(), new Job(job.getType(), job.getRetryBackoff() > 0 ? Instant.ofEpochMilli(job.getRecurringTime()) : Instant.MIN, false));
                } else {
                    jobs.remove(event.getKey());
                    types.put(event.getKey(), job.getType());
                }
            }
            case TIMEOUT_UPDATED -> jobs.put(event.getKey(), new Job(job.getType(), Instant.ofEpochMilli(job.getDeadline()), false)); // it waits for somebody, or its time is up soon
            case COMPLETED, CANCELED, ERROR_THROWN -> {
                jobs.remove(event.getKey());
                lives.remove(event.getKey());
                types.remove(event.getKey());
            }
            default -> { }
        }
    }

    private void batch(LoggedEvent event, JobBatchIntent intent) {
        if (intent == JobBatchIntent.ACTIVATED) {
            var batch = new JobBatchRecord();
            event.readValue(batch);
            var given = batch.getJobs();
            var keys = batch.getJobKeys();
            for (var at = 0; at < keys.size(); at++) {
                lives.computeIfAbsent(keys.get(at), first -> new ArrayList<>()).add("given out %s".formatted(Instant.ofEpochMilli(event.getTimestamp())));
                jobs.put(keys.get(at), new Job(given.get(at).getType(), Instant.ofEpochMilli(given.get(at).getDeadline()), true));
            }
        }
    }

    private void incident(LoggedEvent event, IncidentIntent intent) {
        var incident = new IncidentRecord();
        event.readValue(incident);
        if (intent == IncidentIntent.CREATED) {
            incidents.put(event.getKey(), new Stuck(event.getKey(), incident.getJobKey(), types.getOrDefault(incident.getJobKey(), ""), incident.getBpmnProcessId(), incident.getElementId(), incident.getErrorMessage()));
            jobs.remove(incident.getJobKey());
        } else if (intent == IncidentIntent.RESOLVED) {
            incidents.remove(event.getKey());
            var type = types.remove(incident.getJobKey()); // none when its flow ended, which resolves what stood still in it
            if (type != null) {
                jobs.put(incident.getJobKey(), new Job(type, Instant.MIN, false));
            }
        }
    }

    private void variable(LoggedEvent event) {
        var variable = new VariableRecord();
        event.readValue(variable);
        if (variable.getScopeKey() == variable.getProcessInstanceKey() && variable.getName().endsWith("Id")) {
            subjects.putIfAbsent(variable.getScopeKey(), variable.getName() + " " + variable.getValue());
        }
    }

    private void instance(LoggedEvent event, ProcessInstanceIntent intent) {
        if (intent == ProcessInstanceIntent.ELEMENT_ACTIVATED || intent == ProcessInstanceIntent.ELEMENT_COMPLETED || intent == ProcessInstanceIntent.ELEMENT_TERMINATED) {
            var element = new ProcessInstanceRecord();
            event.readValue(element);
            var standing = places.computeIfAbsent(element.getProcessInstanceKey(), first -> new LinkedHashMap<>());
            if (intent == ProcessInstanceIntent.ELEMENT_ACTIVATED) {
                standing.put(event.getKey(), element.getElementId());
            } else {
                standing.remove(event.getKey());
            }
            if (element.getBpmnElementType() == BpmnElementType.PROCESS) {
                if (intent == ProcessInstanceIntent.ELEMENT_ACTIVATED) {
                    instances.put(event.getKey(), element.getBpmnProcessId());
                } else {
                    instances.remove(event.getKey());
                    places.remove(event.getKey());
                    subjects.remove(event.getKey());
                }
            }
        }
    }
}
