package dev.upfront.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.upfront.UpfrontTest;
import dev.upfront.sandbox.Sandbox;
import io.camunda.client.CamundaClient;
import io.camunda.zeebe.protocol.record.intent.IncidentIntent;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.TestComponent;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.json.JsonMapper;

/** The engine room against the in-memory engine, with a small process of its own. */
@UpfrontTest
@Import({EngineRoomTests.Probe.class, EngineRoomTests.Listener.class})
class EngineRoomTests {

    /** Start by message → an open job → a job that reports. */
    private static final String PROCESS = """
            <?xml version="1.0" encoding="UTF-8"?>
            <bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:zeebe="http://camunda.org/schema/zeebe/1.0" id="d" targetNamespace="upfront">
              <bpmn:process id="probe" isExecutable="true">
                <bpmn:startEvent id="Start"><bpmn:outgoing>a</bpmn:outgoing><bpmn:messageEventDefinition messageRef="asked" /></bpmn:startEvent>
                <bpmn:sequenceFlow id="a" sourceRef="Start" targetRef="Wait" />
                <bpmn:serviceTask id="Wait"><bpmn:extensionElements><zeebe:taskDefinition type="probe.wait" retries="5" /></bpmn:extensionElements></bpmn:serviceTask>
                <bpmn:sequenceFlow id="b" sourceRef="Wait" targetRef="Report" />
                <bpmn:serviceTask id="Report"><bpmn:extensionElements><zeebe:taskDefinition type="probe.report" retries="5" /></bpmn:extensionElements></bpmn:serviceTask>
                <bpmn:sequenceFlow id="c" sourceRef="Report" targetRef="End" />
                <bpmn:endEvent id="End" />
              </bpmn:process>
              <bpmn:message id="asked" name="probe.asked" />
            </bpmn:definitions>
            """;

    /** As {@link EngineSettings} has it. */
    private static final Duration PATIENCE = Duration.ofDays(3);
    /** Between two tries of a job that meets an outage. */
    private static final Duration LONGEST_PAUSE = Duration.ofMinutes(3);

    @TestComponent
    static class Probe implements JobWorkers {

        record Ask(UUID probeId, String colour, long processInstanceKey) {}

        final List<UUID> waited = new CopyOnWriteArrayList<>();
        final List<Ask> tried = new CopyOnWriteArrayList<>();
        final List<Ask> reported = new CopyOnWriteArrayList<>();
        volatile boolean nothingToWaitFor;
        volatile int failures;
        volatile boolean outage;
        volatile Runnable meanwhile = () -> { };

        @Override
        public void register(Workers workers) {
            workers.onOpen("probe.wait", Ask.class, Ask::probeId, ask -> {
                waited.add(ask.probeId());
                return nothingToWaitFor ? Outcome.done(Map.of("colour", "none")) : Outcome.waiting();
            });
            workers.on("probe.report", Ask.class, ask -> {
                tried.add(ask);
                meanwhile.run();
                if (failures-- > 0) {
                    throw outage ? new EngineUnavailable("probing", null) : new IllegalStateException("not yet");
                }
                reported.add(ask);
                return Outcome.done();
            });
        }
    }

    record Heard(UUID id) {}

    /** Does not take an event when it hears it first. */
    @TestComponent
    static class Listener {

        private final List<UUID> heard = new CopyOnWriteArrayList<>();

        @AfterCommit
        void on(Heard event) {
            heard.add(event.id());
            if (times(event.id()) == 1) {
                throw new EngineUnavailable("hearing", null);
            }
        }

        long times(UUID id) {
            return heard.stream().filter(id::equals).count();
        }
    }

    @Autowired CamundaClient client;
    @Autowired Processes processes;
    @Autowired Probe probe;
    @Autowired Listener listener;
    @Autowired ApplicationEventPublisher events;
    @Autowired TransactionTemplate transaction;
    @Autowired JdbcClient jdbc;
    @Autowired Sandbox sandbox;
    @Autowired JsonMapper json;
    @Autowired Incidents incidents;
    @Autowired EngineMetrics metrics;
    @Autowired MeterRegistry registry;

    private final UUID id = UUID.randomUUID();

    @BeforeEach
    void deploy() {
        probe.nothingToWaitFor = false;
        probe.failures = 0;
        probe.outage = false;
        probe.meanwhile = () -> { };
        client.newDeployResourceCommand().addResourceStringUtf8(PROCESS, "probe.bpmn").send().join();
    }

    @Test
    void anOpenJobWaitsUntilItIsCompletedFromOutside() {
        start();
        await().until(() -> processes.waitsAt("probe.wait", id));
        assertThat(reports()).isEmpty();

        processes.complete("probe.wait", id, Map.of("colour", "green"));

        await().untilAsserted(() -> assertThat(reports()).extracting(Probe.Ask::colour).containsExactly("green"));
        assertThat(processes.waitsAt("probe.wait", id)).isFalse();
    }

    @Test
    void aSecondCompletionChangesNothing() {
        start();
        await().until(() -> processes.waitsAt("probe.wait", id));
        processes.complete("probe.wait", id, Map.of("colour", "green"));
        processes.complete("probe.wait", id, Map.of("colour", "red"));

        await().untilAsserted(() -> assertThat(reports()).extracting(Probe.Ask::colour).containsExactly("green"));
    }

    @Test
    void anOpenJobWithNothingToWaitForIsDoneAtOnce() {
        probe.nothingToWaitFor = true;
        start();
        await().untilAsserted(() -> assertThat(reports()).extracting(Probe.Ask::colour).containsExactly("none"));
        await().until(() -> !processes.waitsAt("probe.wait", id));
    }

    @Test
    void startingThreeTimesStartsOneInstance() {
        start();
        start();
        start();
        await().until(() -> processes.waitsAt("probe.wait", id));
        processes.complete("probe.wait", id, Map.of());
        await().untilAsserted(() -> assertThat(reports()).hasSize(1));
        assertThat(probe.waited.stream().filter(id::equals)).hasSize(1);
    }

    @Test
    void eventsThatAreNeverTakenKeepNoNewerOneFromBeingSentAgain() {
        jdbc.sql("""
                insert into event_publication (id, listener_id, event_type, serialized_event, publication_date, status, completion_attempts, last_resubmission_date)
                select gen_random_uuid(), 'never', ?, '{"id":"' || gen_random_uuid() || '"}', timestamptz '2020-01-01 00:00Z', 'FAILED', 8, now() + interval '1 day'
                from generate_series(1, 150)""").param(Heard.class.getName()).update();
        try {
            transaction.executeWithoutResult(status -> events.publishEvent(new Heard(id)));

            await().atMost(Duration.ofSeconds(30)).until(() -> listener.times(id) == 2);
        } finally {
            jdbc.sql("delete from event_publication where listener_id = 'never'").update();
        }
    }

    @Test
    void aFailedJobIsTriedAgain() {
        probe.failures = 1;
        probe.nothingToWaitFor = true;
        start();
        var longBeforeTheJobsTimeout = sandbox.clock().instant().plus(Duration.ofSeconds(20)); // which would give the job out again anyway
        await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> {
            if (sandbox.clock().instant().isBefore(longBeforeTheJobsTimeout)) {
                sandbox.advance(Duration.ofSeconds(1)); // the retry's pause
            }
            assertThat(reports()).hasSize(1);
        });
    }

    @Test
    void aTryThatEndsAfterAnotherOfTheSameJobHasFailedIsNoFailure() {
        var before = incidents.open();
        probe.nothingToWaitFor = true;
        probe.failures = 4;
        probe.meanwhile = () -> {
            if (probe.failures == 0) { // one more failure, and it would be an incident
                probe.meanwhile = () -> { };
                anotherTriesItAndFails();
            }
        };
        start();

        await().atMost(Duration.ofSeconds(60)).untilAsserted(() -> {
            sandbox.advance(Duration.ofSeconds(20));
            assertThat(reports()).as("the try that was overtaken, and the one after").hasSize(2);
        });
        assertThat(incidents.open()).isEqualTo(before);
    }

    /** As when an instance is so slow that the job's time-out passes. */
    private void anotherTriesItAndFails() {
        sandbox.advance(Duration.ofMinutes(10));
        var got = await().atMost(Duration.ofSeconds(20)).until(() -> client.newActivateJobsCommand().jobType("probe.report").maxJobsToActivate(1)
                .timeout(Duration.ofMinutes(1)).requestTimeout(Duration.ofSeconds(1)).send().join().getJobs(), jobs -> !jobs.isEmpty()).getFirst();
        client.newFailCommand(got).retries(1).retryBackoff(Duration.ofSeconds(2)).send().join();
    }

    @Test
    void anOutageThatOutlastsAllRetriesHealsByItself() {
        probe.failures = 7;
        probe.outage = true;
        probe.nothingToWaitFor = true;
        start();
        await().atMost(Duration.ofSeconds(30)).pollInterval(Duration.ofMillis(100)).until(() -> {
            sandbox.advance(Duration.ofSeconds(10)); // the retries' pauses
            return !reports().isEmpty();
        });
    }

    @Test
    void anOutageThatOutlastsThePatienceBecomesAnIncidentThatSaysForWhat() {
        probe.failures = Integer.MAX_VALUE;
        probe.outage = true;
        var incident = incidentOf(Map.of("probeId", id.toString()), PATIENCE.dividedBy(10));
        assertThat(incident.message()).contains("The engine did not answer: probing");

        probe.failures = 0;
        client.newUpdateRetriesCommand(incident.jobKey()).retries(1).send().join();
        client.newResolveIncidentCommand(incident.key()).send().join();

        await().untilAsserted(() -> assertThat(reports()).hasSize(1));
    }

    @Test
    void anOutageThatManyMeetIsOneIncidentAndTheOthersGoOnByThemselves() {
        probe.nothingToWaitFor = true;
        probe.failures = Integer.MAX_VALUE;
        probe.outage = true;
        var many = Stream.generate(UUID::randomUUID).limit(5).toList();
        many.forEach(each -> processes.start("probe.asked", each, Map.of("probeId", each.toString())));
        await().until(() -> about(probe.tried, many).map(Probe.Ask::probeId).distinct().count() == many.size());

        advanceUntil(PATIENCE.dividedBy(10), () -> !incidentsAbout(many).isEmpty());
        var triesBefore = about(probe.tried, many).count();
        advanceUntil(LONGEST_PAUSE, () -> about(probe.tried, many).count() >= triesBefore + 20); // past the patience of each
        assertThat(incidentsAbout(many)).singleElement().satisfies(shown -> assertThat(shown.message()).contains("has no incident of its own"));

        probe.failures = 0;
        advanceUntil(LONGEST_PAUSE, () -> about(probe.reported, many).count() == many.size() - 1);
        var shown = incidentsAbout(many).getFirst();
        client.newUpdateRetriesCommand(shown.jobKey()).retries(1).send().join();
        client.newResolveIncidentCommand(shown.key()).send().join();
        await().until(() -> about(probe.reported, many).count() == many.size());
    }

    private void advanceUntil(Duration leap, Callable<Boolean> reached) {
        await().atMost(Duration.ofSeconds(30)).pollInterval(Duration.ofMillis(100)).until(() -> {
            sandbox.advance(leap);
            return reached.call();
        });
    }

    private static Stream<Probe.Ask> about(List<Probe.Ask> asks, List<UUID> probes) {
        return asks.stream().filter(ask -> probes.contains(ask.probeId()));
    }

    @Test
    void aFailureNamesTheReferencesThatItsProcessKnows() {
        probe.failures = Integer.MAX_VALUE;
        var incident = incidentOf(Map.of("probeId", id.toString(), "bookingRef", "UP-7K3MQ9"));
        assertThat(incident.message()).contains("probe.report for UP-7K3MQ9 did not work: not yet").contains("What to do");
    }

    @Test
    void anIncidentIsOpenUntilItIsRetriedOrItsProcessEnds() {
        probe.failures = Integer.MAX_VALUE;
        var retried = incidentOf(Map.of("probeId", id.toString()));
        await().until(() -> isOpen(retried));
        incidents.forgetWhatWentOn();
        assertThat(isOpen(retried)).isTrue();
        metrics.measure();
        assertThat(registry.get("upfront.incidents.open").gauge().value()).isPositive();

        probe.failures = 0;
        client.newUpdateRetriesCommand(retried.jobKey()).retries(1).send().join();
        client.newResolveIncidentCommand(retried.key()).send().join();
        await().until(() -> isForgotten(retried));

        probe.failures = Integer.MAX_VALUE;
        var cancelled = incidentOf(Map.of("probeId", id.toString()));
        await().until(() -> isOpen(cancelled));
        client.newCancelInstanceCommand(cancelled.instance()).send().join();
        await().until(() -> isForgotten(cancelled));
    }

    private boolean isOpen(Incident raised) {
        return incidents.open().stream().anyMatch(open -> open.processInstanceKey() == raised.instance());
    }

    private boolean isForgotten(Incident raised) {
        incidents.forgetWhatWentOn();
        return !isOpen(raised);
    }

    @Test
    void completingWhatNobodyWaitsForChangesNothing() {
        processes.complete("probe.wait", UUID.randomUUID(), Map.of());
        assertThat(reports()).isEmpty();
    }

    @Test
    void theCancellationTableIsAskedWithFacts() {
        var answer = processes.decide("cancellation-policy", Map.of("reason", "CLIENT_CANCELLED", "stage", "CONFIRMED", "inTime", false,
                "lateFeeBasisPoints", 5_000, "noShowFeeBasisPoints", 10_000));
        assertThat(answer.values()).singleElement().hasToString("5000");
    }

    /** Starts the process, reaches its failing job, and moves the clock until an incident is raised. */
    private Incident incidentOf(Map<String, Object> variables) {
        return incidentOf(variables, Duration.ofMinutes(2)); // the retries' pauses
    }

    private Incident incidentOf(Map<String, Object> variables, Duration leap) {
        processes.start("probe.asked", id, variables);
        await().until(() -> processes.waitsAt("probe.wait", id));
        var instance = processes.instanceWaitingAt("probe.wait", id).orElseThrow();
        processes.complete("probe.wait", id, Map.of());
        return await().atMost(Duration.ofSeconds(30)).pollInterval(Duration.ofMillis(100)).until(() -> {
            sandbox.advance(leap);
            return incidents(instance);
        }, found -> !found.isEmpty()).getFirst();
    }

    private record Incident(long key, long jobKey, long instance, String message) {}

    private List<Incident> incidents(long instance) {
        return incidents().stream().filter(incident -> incident.instance() == instance).toList();
    }

    /** Those whose open process instances are about one of these. */
    private List<Incident> incidentsAbout(List<UUID> probes) {
        var instances = about(probe.tried, probes).map(Probe.Ask::processInstanceKey).toList();
        return incidents().stream().filter(incident -> instances.contains(incident.instance())).toList();
    }

    private List<Incident> incidents() {
        var found = new ArrayList<Incident>();
        sandbox.engine().getRecordStreamSource().getRecords().forEach(record -> {
            if (record.getIntent() == IncidentIntent.CREATED) {
                var value = json.readTree(record.toJson()).path("value");
                found.add(new Incident(record.getKey(), value.path("jobKey").asLong(), value.path("processInstanceKey").asLong(), value.path("errorMessage").asString()));
            }
        });
        return found;
    }

    private void start() {
        processes.start("probe.asked", id, Map.of("probeId", id.toString()));
    }

    private List<Probe.Ask> reports() {
        return probe.reported.stream().filter(ask -> ask.probeId().equals(id)).toList();
    }
}
