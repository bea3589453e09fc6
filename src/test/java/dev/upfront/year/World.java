package dev.upfront.year;

import static org.awaitility.Awaitility.await;

import dev.upfront.Application;
import dev.upfront.sandbox.DevelopmentDatabase;
import dev.upfront.sandbox.Sandbox;
import dev.upfront.sandbox.SandboxInitializer;
import io.camunda.client.CamundaClient;
import io.camunda.client.api.command.ClientStatusException;
import io.camunda.zeebe.model.bpmn.Bpmn;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.awaitility.core.ConditionTimeoutException;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.health.contributor.Status;
import org.springframework.boot.logging.LogLevel;
import org.springframework.boot.logging.LoggingSystem;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.config.ScheduledTask;
import org.springframework.scheduling.config.ScheduledTaskHolder;
import org.springframework.scheduling.config.Task;

/**
 * An application of its own with a sandbox of its own, because its time goes a year ahead of the other tests'. Time moves in leaps; after each, everything
 * that was due is done before the next thing happens: the engine's timers and jobs, events, webhooks, mails, and what is done on a schedule, which is run
 * rather than waited for.
 */
final class World implements AutoCloseable {

    /** A job whose instance died is given out again after that time; see {@code upfront.engine.job-timeout}. */
    private static final Duration JOB_TIMEOUT = Duration.ofSeconds(61);
    /** The engine looks every half minute whether a job's time-out is over. */
    private static final Duration TIMEOUTS_ARE_SEEN_WITHIN = Duration.ofSeconds(31);
    private static final Duration PATIENCE = Duration.ofMillis(150);
    private static final Duration ANSWERS_WITHIN = Duration.ofSeconds(2);
    private static final int LOOKS_PER_LEAP = 20;
    private static final int LOOKS = 400;
    private static final String REMINDER = "reminder-of-pauses";
    private static final List<String> LOUD = List.of("dev.upfront", "io.camunda", "org.springframework.modulith", "org.springframework.scheduling", "org.apache.pdfbox");

    private final Sandbox sandbox;
    private final Deaths deaths;
    private final ConfigurableApplicationContext application;
    private final EngineLog engine;
    private final JdbcClient database;
    private final List<Runnable> schedules;

    /** A practice that opens at that moment. */
    static World openingAt(Instant moment, long seed) {
        return new World(Sandbox.inMemorySince(Duration.between(moment, Clock.systemUTC().instant())), new Deaths(seed));
    }

    private World(Sandbox sandbox, Deaths deaths) {
        this.sandbox = sandbox;
        this.deaths = deaths;
        application = new SpringApplicationBuilder(Application.class)
                .initializers((GenericApplicationContext context) -> context.registerBean(Deaths.class, () -> deaths),
                        new SandboxInitializer(() -> sandbox, DevelopmentDatabase.shared()::freshDatabase))
                .run("--server.port=0", "--upfront.engine.retry-delay=200ms", "--upfront.metrics.interval=1h", "--spring.main.banner-mode=off",
                        "--upfront.engine.outbox-interval=500ms", "--upfront.engine.open-job-check=5d",
                        // What a dying instance did not deliver is found by the machine's clock, which no leap moves.
                        "--spring.modulith.events.staleness.published=3s", "--spring.modulith.events.staleness.processing=3s", "--spring.modulith.events.staleness.resubmitted=3s",
                        "--spring.modulith.events.staleness.check-interval=1s");
        quiet(true);
        sandbox.stripe().bank().dailyPayouts(true);
        engine = new EngineLog(sandbox.engine());
        database = get(JdbcClient.class);
        schedules = application.getBeansOfType(ScheduledTaskHolder.class).values().stream().flatMap(holder -> holder.getScheduledTasks().stream())
                .map(ScheduledTask::getTask).filter(World::isOfUpfront).map(Task::getRunnable).toList();
        await().atMost(2, TimeUnit.MINUTES).until(() -> application.getBean("engine", HealthIndicator.class).health().getStatus().equals(Status.UP)); // workers are opened in the background
        settle();
    }

    /** What is logged of outages and deaths, which are meant, would bury what other tests log. Each world that begins turns it off. */
    static void quiet(boolean on) {
        var logging = LoggingSystem.get(World.class.getClassLoader());
        LOUD.forEach(logger -> logging.setLogLevel(logger, on ? LogLevel.OFF : null));
    }

    private static boolean isOfUpfront(Task task) {
        var name = task.toString();
        return name.startsWith("dev.upfront") && !name.contains("Metrics");
    }

    <T> T get(Class<T> type) {
        return application.getBean(type);
    }

    JdbcClient database() {
        return database;
    }

    Sandbox sandbox() {
        return sandbox;
    }

    Deaths deaths() {
        return deaths;
    }

    EngineLog engine() {
        return engine;
    }

    Instant now() {
        return sandbox.clock().instant();
    }

    /** Time goes on to that moment, and what was due by then is done. */
    void advanceTo(Instant moment) {
        var missing = Duration.between(now(), moment);
        if (missing.isPositive()) {
            leap(missing);
            rest();
            schedules.forEach(Runnable::run);
            settle();
        }
    }

    private void leap(Duration by) {
        sandbox.clock().advance(by); // first, so that a timer that fires finds it is time
        sandbox.engine().increaseTime(by);
    }

    /** Waits until what somebody began is done, and lets jobs of those who died be given out again. */
    void settle() {
        rest();
        while (deaths.any()) {
            deaths.forget();
            leap(JOB_TIMEOUT);
            rest();
        }
    }

    /** Waits until nobody does anything any more. */
    private void rest() {
        for (var look = 1; look <= LOOKS; look++) {
            if (comesToRest()) {
                return;
            }
            giveOut();
            if (look % LOOKS_PER_LEAP == 0) {
                leap(TIMEOUTS_ARE_SEEN_WITHIN);
                if (engine.isPauseForgotten(now())) {
                    remindTheEngine();
                }
            }
        }
        throw new IllegalStateException("Still busy: " + busyWith());
    }

    private boolean comesToRest() {
        try {
            await().pollInterval(3, TimeUnit.MILLISECONDS).pollDelay(Duration.ZERO).atMost(PATIENCE).until(this::isAtRest);
            return true;
        } catch (ConditionTimeoutException busy) {
            return false;
        }
    }

    /** This engine pushes no job a second time, as after a time-out; the workers' next question for such would be half a minute of real time away. */
    private void giveOut() {
        var client = get(CamundaClient.class);
        engine.notGiven(now()).forEach(type -> {
            try {
                client.newActivateJobsCommand().jobType(type).maxJobsToActivate(50).workerName("upfront").timeout(JOB_TIMEOUT.minusSeconds(1)).requestTimeout(ANSWERS_WITHIN).send().join()
                        .getJobs().forEach(job -> deaths.work(client, job));
            } catch (ClientStatusException noAnswer) {
                // asked again if need be
            }
        });
    }

    /**
     * Seldom, the engine forgets to look at the pauses of failed jobs, until another one fails (camunda/camunda#16884). On a real day one soon does; here nothing
     * else goes on until this is done.
     */
    private void remindTheEngine() {
        var client = get(CamundaClient.class);
        client.newDeployResourceCommand().addProcessModel(Bpmn.createExecutableProcess(REMINDER).startEvent().serviceTask("fails", task -> task.zeebeJobType(REMINDER)).done(), REMINDER + ".bpmn")
                .send().join();
        var instance = client.newCreateInstanceCommand().bpmnProcessId(REMINDER).latestVersion().send().join();
        client.newActivateJobsCommand().jobType(REMINDER).maxJobsToActivate(1).timeout(JOB_TIMEOUT).send().join().getJobs()
                .forEach(job -> client.newFailCommand(job).retries(1).retryBackoff(Duration.ofMillis(1)).send().join());
        client.newCancelInstanceCommand(instance.getProcessInstanceKey()).send().join();
    }

    private boolean isAtRest() {
        // Twice: what is heard of between the first question and the last would be missed.
        return nobodyWorks() && nobodyWorks();
    }

    private boolean nobodyWorks() {
        return deaths.working() == 0 && engine.isAtRest(now(), deaths::hit) && sandbox.stripe().webhooksUnderWay() == 0 && underWay() == 0;
    }

    private long underWay() {
        return database.sql("select (select count(*) from event_publication) + (select count(*) from notification.mail where sent_at is null and tries = 0)")
                .query(Long.class).single();
    }

    private String busyWith() {
        return "%d jobs at work, %d webhooks, %s, events %s".formatted(deaths.working(), sandbox.stripe().webhooksUnderWay(), engine.busyWith(now()),
                database.sql("select listener_id || ' ' || status from event_publication").query(String.class).list());
    }

    /** Staff press Retry wherever a flow stands still. @return how many did */
    int retryIncidents() {
        var stuck = engine.incidents();
        var client = get(CamundaClient.class);
        for (var incident : stuck) {
            try {
                client.newUpdateRetriesCommand(incident.jobKey()).retries(3).send().join();
                client.newResolveIncidentCommand(incident.key()).send().join();
            } catch (ClientStatusException gone) {
                // its process went on meanwhile
            }
        }
        if (!stuck.isEmpty()) {
            settle();
        }
        return stuck.size();
    }

    @Override
    public void close() {
        deaths.oneIn(0);
        application.close();
        sandbox.close();
    }
}
