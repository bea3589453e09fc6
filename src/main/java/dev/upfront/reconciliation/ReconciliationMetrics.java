package dev.upfront.reconciliation;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.time.InstantSource;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** Whether the books agree, and how long ago they last did. See src/docs/observability/metrics.md. */
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
        Gauge.builder("upfront.reconciliation.age", () -> age).baseUnit("seconds").description("Time since Stripe's books and ours were last found to agree").register(registry);
    }

    @Scheduled(fixedRateString = "${upfront.metrics.interval:15s}")
    void measure() {
        open = differences.openCount();
        age = runs.lastBalanced().map(Run::readAt).map(read -> Duration.between(read, clock.instant()).toSeconds()).orElse(0L);
    }
}
