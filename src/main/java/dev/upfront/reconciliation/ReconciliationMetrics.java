package dev.upfront.reconciliation;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.time.InstantSource;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** Whether the books agree, and since when nobody looked. See src/docs/observability/metrics.md. */
@Component
class ReconciliationMetrics {

    private final RunRepository runs;
    private final Differences differences;
    private final InstantSource clock;
    private volatile long open;
    private volatile long age;

    ReconciliationMetrics(MeterRegistry registry, RunRepository runs, Differences differences, InstantSource clock) {
        this.runs = runs;
        this.differences = differences;
        this.clock = clock;
        Gauge.builder("upfront.reconciliation.differences", () -> open).description("Cases in which Stripe's books and ours do not agree").register(registry);
        Gauge.builder("upfront.reconciliation.age", () -> age).baseUnit("seconds").description("Time since the books were last held against each other").register(registry);
    }

    @Scheduled(fixedRateString = "${upfront.metrics.interval:15s}")
    void measure() {
        open = differences.openCount();
        age = runs.readUntil().map(read -> Duration.between(read, clock.instant()).toSeconds()).orElse(0L);
    }
}
