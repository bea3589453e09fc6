package dev.upfront.reconciliation;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.MultiGauge.Row;
import io.micrometer.core.instrument.Tags;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** Whether the books agree, and how long ago they last did. See src/docs/observability/metrics.md. */
@Component
class ReconciliationMetrics {

    private final RunRepository runs;
    private final Differences differences;
    private final InstantSource clock;
    private final MultiGauge open;
    private final MultiGauge age;

    ReconciliationMetrics(MeterRegistry registry, RunRepository runs, Differences differences, InstantSource clock) {
        this.runs = runs;
        this.differences = differences;
        this.clock = clock;
        open = MultiGauge.builder("upfront.reconciliation.differences").description("Cases in which Stripe's books and ours do not agree").register(registry);
        age = MultiGauge.builder("upfront.reconciliation.age").baseUnit("seconds").description("Time since Stripe's books and ours were last found to agree, or were first to be compared")
                .register(registry);
    }

    @Scheduled(fixedRateString = "${upfront.metrics.interval:15s}")
    void measure() {
        try {
            open.register(List.of(Row.of(Tags.empty(), differences.openCount())), true);
            age.register(List.of(Row.of(Tags.empty(), Duration.between(agreed(), clock.instant()).toSeconds())), true);
        } catch (RuntimeException databaseAway) {
            open.register(List.of(), true); // nothing is better than something old
            age.register(List.of(), true);
        }
    }

    /** Books that never agreed are as old as the first question whether they do. */
    private Instant agreed() {
        return runs.lastBalanced().map(Run::readAt).or(() -> runs.first().map(Run::askedAt)).orElseGet(clock::instant);
    }
}
