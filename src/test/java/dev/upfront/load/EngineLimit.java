package dev.upfront.load;

import io.camunda.client.CamundaClient;
import io.camunda.client.api.command.ClientStatusException;
import io.camunda.client.api.command.FinalCommandStep;
import io.camunda.client.api.response.ActivatedJob;
import io.camunda.client.api.worker.JobWorker;
import io.grpc.Status;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;

/**
 * The same diagrams on the same broker, with workers that only answer, by plausible facts of the sizes that the application gives: no database, no
 * Stripe, no pages. Open jobs are completed from outside as soon as they are open. A flow counts as done when its confirmation was sent; it then
 * waits for its session, as the application's do.
 */
final class EngineLimit implements AutoCloseable {

    private static final Set<String> OPEN = Set.of("onboarding.fillForm", "onboarding.signContract", "payment.payOnline");
    private static final String LAST = "booking.sendConfirmation";
    private static final List<String> NEEDED = List.of("bookingId", "bookingRef", "paymentRef", "refundRef", "subjectId", "clientId", "forms", "contracts", "stepId", "owed", "paymentId");

    private final CamundaClient client;
    private final List<JobWorker> workers = new ArrayList<>();
    private final Map<String, Long> begun = new ConcurrentHashMap<>();
    private final AtomicInteger done = new AtomicInteger();
    private final Semaphore places;
    private volatile Latencies latencies = new Latencies();

    EngineLimit(URI broker, int inFlight) throws IOException {
        places = new Semaphore(inFlight);
        client = CamundaClient.newClientBuilder().preferRestOverGrpc(false).grpcAddress(broker)
                .jobHandlingExecutor(Executors.newThreadPerTaskExecutor(Thread.ofVirtual().name("limit-", 0).factory()), true).build();
        deploy();
        answers().forEach((type, facts) -> workers.add(client.newWorker().jobType(type).handler((jobs, job) -> answer(job, facts)).timeout(Duration.ofMinutes(1))
                .maxJobsActive(32).fetchVariables(NEEDED).pollInterval(Duration.ofSeconds(1)).streamEnabled(true).open()));
    }

    private void deploy() throws IOException {
        var deployment = client.newDeployResourceCommand();
        try (var files = Files.newDirectoryStream(Path.of("bpmn"), "*.{bpmn,dmn}")) {
            io.camunda.client.api.command.DeployResourceCommandStep1.DeployResourceCommandStep2 all = null;
            for (var file : files) {
                all = all == null ? deployment.addResourceFile(file.toString()) : all.addResourceFile(file.toString());
            }
            send(java.util.Objects.requireNonNull(all));
        }
    }

    /** What each worker says. */
    private static Map<String, Function<ActivatedJob, Map<String, ?>>> answers() {
        var inAnHour = Instant.now().plus(Duration.ofHours(1)).toString();
        var inDays = Instant.now().plus(Duration.ofDays(3)).toString();
        return Map.of(
                "booking.takeUp", job -> Map.of("bookingRef", "UP-7K3MQ9", "clientId", UUID.randomUUID().toString(), "stillWanted", true, "holdExpiresAt", inAnHour,
                        "forms", List.of("intake-coaching"), "contracts", List.of("coaching-agreement"), "terms", "DEPOSIT"),
                "onboarding.planSteps", job -> Map.of("reminderCycle", "R1/PT10M", "steps", List.of(
                        Map.of("stepId", UUID.randomUUID().toString(), "kind", "FORM"), Map.of("stepId", UUID.randomUUID().toString(), "kind", "CONTRACT"))),
                "onboarding.fillForm", job -> Map.of(),
                "onboarding.signContract", job -> Map.of(),
                "booking.requestPayment", job -> Map.of("paymentId", UUID.randomUUID().toString(), "paymentDeadline", inAnHour, "reminderCycle", "R1/PT10M"),
                "payment.prepare", job -> Map.of("paymentRef", "PAY-2B4C5D6F", "bookingRef", "UP-7K3MQ9", "amountDue", "EUR 40.00", "waitingSince", inDays, "collectFrom", "CLIENT"),
                "payment.payOnline", job -> Map.of(),
                "booking.confirm", job -> Map.of("reminderDue", true, "remindAt", inDays, "sessionOverAt", inDays),
                LAST, job -> Map.of());
    }

    private void answer(ActivatedJob job, Function<ActivatedJob, Map<String, ?>> facts) {
        if (OPEN.contains(job.getType())) {
            Thread.ofVirtual().start(() -> send(client.newCompleteCommand(job.getKey()).variables(facts.apply(job))));
            return;
        }
        send(client.newCompleteCommand(job.getKey()).variables(facts.apply(job)));
        if (job.getType().equals(LAST)) {
            var began = begun.remove((String) job.getVariablesAsMap().get("bookingId"));
            if (began != null) {
                latencies.add("a flow, from its start to its confirmation", System.nanoTime() - began);
                done.incrementAndGet();
                places.release();
            }
        }
    }

    /** Keeps all places taken for that long. @return flows done in that time */
    int run(Duration time, Latencies into) throws InterruptedException {
        latencies = into;
        var before = done.get();
        var until = System.nanoTime() + time.toNanos();
        while (System.nanoTime() < until) {
            if (places.tryAcquire(100, java.util.concurrent.TimeUnit.MILLISECONDS)) {
                Thread.ofVirtual().start(this::begin);
            }
        }
        return done.get() - before;
    }

    /** Waits until no flow is under way. */
    void awaitEnd() throws InterruptedException {
        for (var looks = 0; !begun.isEmpty() && looks < 300; looks++) {
            Thread.sleep(100);
        }
    }

    private void begin() {
        var id = UUID.randomUUID().toString();
        begun.put(id, System.nanoTime());
        send(client.newPublishMessageCommand().messageName("booking.requested").correlationKey(id).messageId(id).timeToLive(Duration.ZERO).variables(Map.of("bookingId", id)));
    }

    /** As the application does: back-pressure is waited out, longer each time. */
    private static void send(FinalCommandStep<?> command) {
        for (var pause = 50L; ; pause = Math.min(pause * 2, 2_000)) {
            try {
                command.requestTimeout(Duration.ofSeconds(10)).send().join();
                return;
            } catch (ClientStatusException refused) {
                if (refused.getStatusCode() != Status.Code.RESOURCE_EXHAUSTED && refused.getStatusCode() != Status.Code.DEADLINE_EXCEEDED) {
                    throw refused;
                }
                sleep(pause / 2 + ThreadLocalRandom.current().nextLong(pause / 2 + 1));
            }
        }
    }

    private static void sleep(long milliseconds) {
        try {
            Thread.sleep(milliseconds);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(stopped);
        }
    }

    @Override
    public void close() {
        workers.forEach(JobWorker::close);
        client.close();
    }
}
