package dev.upfront.engine;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.MultiGauge.Row;
import io.micrometer.core.instrument.Tags;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.stream.Stream;
import org.springframework.boot.health.contributor.Status;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** What waits between the application and the engine; jobs themselves are timed by {@link JobRunner}. See src/docs/observability/metrics.md. */
@Component
class EngineMetrics {

    /** The registry stamps its rows with the machine's time, whatever the application's clock says. */
    private final InstantSource machine = InstantSource.system();
    private final JdbcClient jdbc;
    private final InstantSource clock;
    private final MultiGauge outboxEvents;
    private final MultiGauge outboxAge;
    private final MultiGauge openJobs;
    private final MultiGauge incidents;
    private final MultiGauge incidentAge;

    EngineMetrics(MeterRegistry registry, Engine engine, JdbcClient jdbc, InstantSource clock) {
        this.jdbc = jdbc;
        this.clock = clock;
        Gauge.builder("upfront.engine.reachable", () -> Status.UP.equals(engine.health().getStatus()) ? 1 : 0)
                .description("1 when this instance has its workers open and the engine answers").register(registry);
        outboxEvents = MultiGauge.builder("upfront.outbox.events").description("Events not delivered yet").register(registry);
        outboxAge = MultiGauge.builder("upfront.outbox.oldest.age").baseUnit("seconds").description("Age of the oldest event not delivered yet").register(registry);
        openJobs = MultiGauge.builder("upfront.open.jobs").description("Jobs that wait for a person or for Stripe").register(registry);
        incidents = MultiGauge.builder("upfront.incidents.open").description("Jobs that stand still until somebody retries them").register(registry);
        incidentAge = MultiGauge.builder("upfront.incidents.oldest.age").baseUnit("seconds").description("Age of the oldest of them").register(registry);
    }

    @Scheduled(fixedRateString = "${upfront.metrics.interval:15s}")
    void measure() {
        try {
            count("select count(*), min(publication_date) from event_publication where completion_date is null", outboxEvents, outboxAge, machine);
            count("select count(*), min(raised_at) from engine.incident", incidents, incidentAge, clock);
            openJobs.register(jdbc.sql("select job_type, count(*) from engine.open_job group by job_type")
                    .query((row, n) -> Row.of(Tags.of("type", row.getString(1)), row.getLong(2))).list(), true);
        } catch (RuntimeException databaseAway) {
            Stream.of(outboxEvents, outboxAge, openJobs, incidents, incidentAge).forEach(gauge -> gauge.register(List.of(), true)); // nothing is better than something old
        }
    }

    private void count(String question, MultiGauge count, MultiGauge age, InstantSource time) {
        jdbc.sql(question).query(row -> {
            var oldest = row.getTimestamp(2);
            count.register(List.of(Row.of(Tags.empty(), row.getLong(1))), true);
            age.register(List.of(Row.of(Tags.empty(), oldest == null ? 0 : seconds(oldest.toInstant(), time))), true);
        });
    }

    private static long seconds(Instant since, InstantSource time) {
        return Math.max(0, Duration.between(since, time.instant()).toSeconds());
    }
}
