package dev.upfront.engine;

import dev.upfront.engine.Commands.Delivery;
import dev.upfront.engine.OpenJobs.OpenJob;
import dev.upfront.engine.Workers.Registration;
import io.camunda.client.CamundaClient;
import io.camunda.client.api.command.ClientStatusException;
import io.camunda.client.api.response.ActivatedJob;
import io.grpc.Status;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** One job from the stream to its outcome: the one place of logging context, metrics, retries and incidents. */
@Component
class JobRunner {

    private static final Logger log = LoggerFactory.getLogger(JobRunner.class);
    static final String INSTANCE = "processInstanceKey";
    /** What people call the things a process is about, as far as it knows them: in messages, and as fields of log lines. */
    static final List<String> REFERENCES = List.of("bookingRef", "packageRef", "retainerRef", "paymentRef", "refundRef", "disputeRef");

    /** Why one incident stands for many; see {@link Outages}. */
    private static final String OTHERS_WAIT = " (Other work that waits for the same has no incident of its own: it goes on by itself once this is over.)";

    private final CamundaClient client;
    private final Commands commands;
    private final OpenJobs openJobs;
    private final Incidents incidents;
    private final EngineSettings settings;
    private final Outages outages;
    private final News news;
    private final JsonMapper json;
    private final MeterRegistry metrics;

    JobRunner(CamundaClient client, Commands commands, OpenJobs openJobs, Incidents incidents, EngineSettings settings, Outages outages, News news,
              JsonMapper json, MeterRegistry metrics) {
        this.client = client;
        this.commands = commands;
        this.openJobs = openJobs;
        this.incidents = incidents;
        this.settings = settings;
        this.outages = outages;
        this.news = news;
        this.json = json;
        this.metrics = metrics;
    }

    <C> void run(Registration<C> registration, ActivatedJob job) {
        var timer = Timer.start(metrics);
        var outcome = "failed";
        MDC.put("jobType", job.getType());
        MDC.put(INSTANCE, Long.toString(job.getProcessInstanceKey()));
        try {
            outcome = perform(registration, job);
        } finally {
            timer.stop(metrics.timer("upfront.job", "type", job.getType(), "outcome", outcome));
            MDC.clear(); // each job has a thread of its own
        }
    }

    private <C> String perform(Registration<C> registration, ActivatedJob job) {
        try {
            var command = command(registration, job);
            var subject = registration.open() ? store(registration, command, job) : null;
            var done = registration.work().perform(command);
            REFERENCES.stream().map(MDC::get).filter(Objects::nonNull).forEach(news::tell);
            var outcome = answerUnlessOvertaken(job, done, subject);
            outages.answered(job);
            return outcome;
        } catch (Exception trouble) {
            return fail(job, trouble);
        }
    }

    private <C> C command(Registration<C> registration, ActivatedJob job) {
        var variables = (ObjectNode) json.readTree(job.getVariables());
        REFERENCES.stream().filter(variables::has).forEach(name -> MDC.put(name, variables.get(name).asString("")));
        variables.put(INSTANCE, job.getProcessInstanceKey());
        return json.treeToValue(variables, registration.command());
    }

    private <C> UUID store(Registration<C> registration, C command, ActivatedJob job) {
        var subject = registration.subject().apply(command);
        openJobs.store(job.getType(), subject, new OpenJob(job.getKey(), job.getProcessInstanceKey()));
        return subject;
    }

    /**
     * When its time-out is over a job is given to another, whose try may fail before this one is done. Then the engine takes no answer, and gives the job out again
     * when that pause is over; its work is found done. It must not look as if this try had failed.
     */
    private String answerUnlessOvertaken(ActivatedJob job, Outcome outcome, UUID subject) {
        try {
            return answer(job, outcome, subject);
        } catch (ClientStatusException refused) {
            if (refused.getStatusCode() != Status.Code.FAILED_PRECONDITION) {
                throw refused;
            }
            log.info("{} was answered after another try of it had failed: it is given out again", job.getType());
            return "overtaken";
        }
    }

    private String answer(ActivatedJob job, Outcome outcome, UUID subject) {
        return switch (outcome) {
            case Outcome.Done done -> {
                report(job, commands.deliver("completing " + job.getType(), client.newCompleteCommand(job.getKey()).variables(done.facts())));
                if (subject != null) {
                    openJobs.remove(job.getKey(), job.getType(), subject);
                }
                yield "done";
            }
            case Outcome.Refused refused -> {
                report(job, commands.deliver("refusing " + job.getType(), client.newThrowErrorCommand(job.getKey())
                        .errorCode(refused.errorCode()).errorMessage(refused.reason())));
                yield "refused";
            }
            case Outcome.Waiting waiting when subject == null ->
                    throw new IllegalStateException("%s waits, but is not registered as an open job".formatted(job.getType()));
            case Outcome.Waiting waiting -> {
                // Not before: a job whose work was cut off by a crash must be given out again soon.
                if (commands.deliver("keeping " + job.getType() + " open",
                        client.newUpdateTimeoutCommand(job.getKey()).timeout(EngineSettings.OPEN_JOB_LASTS)) == Delivery.NOT_FOUND) {
                    openJobs.remove(job.getKey(), job.getType(), subject);
                }
                yield "waiting";
            }
        };
    }

    private String fail(ActivatedJob job, Exception trouble) {
        var retries = outages.retriesAfter(job, trouble);
        var message = message(job, trouble) + (retries == 0 && Outages.isOutage(trouble) ? OTHERS_WAIT : "");
        if (retries == 0) {
            log.error("Incident: {}", message, trouble);
        } else {
            log.warn("{} retries left. {}", retries, message);
        }
        try {
            commands.deliver("failing " + job.getType(), client.newFailCommand(job.getKey())
                    .retries(retries).retryBackoff(settings.delayBeforeRetry(retries)).errorMessage(message));
            if (retries == 0) {
                incidents.raised(job, message);
            }
        } catch (RuntimeException unreachable) {
            log.warn("The engine could not be told that {} failed; it gives the job out again after its timeout", job.getType());
        }
        return retries == 0 ? "incident" : "failed";
    }

    private static void report(ActivatedJob job, Delivery delivery) {
        if (delivery == Delivery.NOT_FOUND) {
            log.info("{} was answered, but its process had moved on", job.getType());
        }
    }

    /** What a manager reads in the incident. */
    private String message(ActivatedJob job, Exception trouble) {
        return trouble instanceof StuckWork || trouble instanceof Unavailable ? trouble.getMessage()
                : "%s%s did not work: %s. What to do: mend the cause, then retry; a retry is safe.".formatted(job.getType(), references(job), reason(trouble));
    }

    /** Such as " for UP-7K3MQ9 PAY-2B4C5D6F". */
    private String references(ActivatedJob job) {
        var variables = json.readTree(job.getVariables());
        var found = REFERENCES.stream().map(name -> variables.path(name).asString("")).filter(text -> !text.isEmpty())
                .collect(Collectors.joining(" "));
        return found.isEmpty() ? "" : " for " + found;
    }

    private static String reason(Exception trouble) {
        return trouble.getMessage() == null ? trouble.getClass().getSimpleName() : trouble.getMessage();
    }
}
