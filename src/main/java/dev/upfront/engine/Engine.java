package dev.upfront.engine;

import dev.upfront.engine.Workers.Registration;
import io.camunda.client.CamundaClient;
import io.camunda.client.api.command.ClientException;
import io.camunda.client.api.command.ClientStatusException;
import io.camunda.client.api.worker.JobWorker;
import jakarta.annotation.PreDestroy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * Connects to the engine in the background: deploys, then opens the workers. The application serves its pages meanwhile; what it wants to
 * tell the engine waits in the outbox.
 */
@Component("engine")
class Engine implements HealthIndicator {

    private static final Logger log = LoggerFactory.getLogger(Engine.class);

    private static final Duration CLOSE_WITHIN = Duration.ofSeconds(5);
    private static final Duration ANSWER_WITHIN = Duration.ofSeconds(1);
    private static final Duration ANSWER_COUNTS_FOR = Duration.ofSeconds(5);

    /** Whether the engine answered, and until when (on the machine's clock) that is taken for granted. */
    private record Answer(boolean given, long until) {}

    private final CamundaClient client;
    private final Deployment deployment;
    private final FlowsReady flows;
    private final Workers workers;
    private final JobRunner runner;
    private final EngineSettings settings;
    private final ExecutorService connecting = Executors.newSingleThreadExecutor(Thread.ofVirtual().name("engine-connect").factory());
    private final List<JobWorker> open = new ArrayList<>();
    private volatile boolean connected;
    private Answer answer = new Answer(false, System.nanoTime());

    Engine(CamundaClient client, Deployment deployment, FlowsReady flows, Workers workers, JobRunner runner, EngineSettings settings) {
        this.client = client;
        this.deployment = deployment;
        this.flows = flows;
        this.workers = workers;
        this.runner = runner;
        this.settings = settings;
    }

    @EventListener(value = ApplicationReadyEvent.class, condition = "!@environment.matchesProfiles('doctor')")
    void connect() {
        connecting.submit(this::connectUntilItWorks);
    }

    @EventListener(ContextClosedEvent.class)
    void disconnect() {
        connecting.shutdownNow();
        soon(() -> open.forEach(JobWorker::close));
    }

    @PreDestroy
    void close() {
        soon(client::close);
    }

    /** A job stream of the client (8.9.0) keeps its lock once the engine went away, and closing it would then wait for ever. */
    private static void soon(Runnable closing) {
        var thread = Thread.ofVirtual().start(closing);
        try {
            if (!thread.join(CLOSE_WITHIN)) {
                thread.interrupt();
                thread.join(CLOSE_WITHIN);
            }
        } catch (InterruptedException hurried) {
            thread.interrupt();
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public Health health() {
        return (connected && answers() ? Health.up() : Health.down()).withDetail("address", settings.grpcAddress()).build();
    }

    /** A question that many may ask at once: the engine is asked every few seconds at most. */
    private synchronized boolean answers() {
        if (System.nanoTime() - answer.until() >= 0) {
            answer = new Answer(ask(), System.nanoTime() + ANSWER_COUNTS_FOR.toNanos());
        }
        return answer.given();
    }

    private boolean ask() {
        try {
            client.newTopologyRequest().requestTimeout(ANSWER_WITHIN).send().join();
            return true;
        } catch (ClientException away) {
            if (answer.given()) {
                log.warn("The engine at {} does not answer. Bookings are taken and stored; their flows go on when it does.", settings.grpcAddress());
            }
            return false;
        }
    }

    private void connectUntilItWorks() {
        while (!connected && !Thread.currentThread().isInterrupted()) {
            try {
                deploy();
                flows.now();
                workers.registrations().forEach(registration -> open.add(open(registration)));
                connected = true;
            } catch (EngineUnavailable unavailable) {
                log.warn("The engine at {} {} Bookings are taken and stored; their flows start when it answers.", settings.grpcAddress(),
                        unavailable.refusesSignIn()
                                ? "refuses this application's sign-in: correct UPFRONT_ENGINE_USERNAME and UPFRONT_ENGINE_PASSWORD."
                                : "can't be reached: start the engine, or correct UPFRONT_ENGINE_GRPC_ADDRESS.");
            }
        }
    }

    /** A file that the engine refuses stops nothing that runs: the versions deployed before go on. */
    private void deploy() {
        try {
            deployment.deployWhatChanged();
        } catch (ClientStatusException refused) {
            log.error("The engine refuses the flows: {}. Correct the file in bpmn/ or forms/ and start again; "
                    + "until then the versions deployed before go on.", refused.getMessage());
        }
    }

    private JobWorker open(Registration<?> registration) {
        return client.newWorker()
                .jobType(registration.jobType())
                .handler((jobs, job) -> runner.run(registration, job))
                .name("upfront")
                .timeout(settings.jobTimeout())
                .maxJobsActive(settings.maxJobsActive())
                .fetchVariables(Stream.concat(registration.inputs().stream(), JobRunner.REFERENCES.stream()).distinct().toList())
                .pollInterval(settings.pollInterval())
                .streamEnabled(true)
                .open();
    }
}
