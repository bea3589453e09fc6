package dev.upfront.dispute;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.MultiGauge.Row;
import io.micrometer.core.instrument.Tags;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** Disputes that are not over. See src/docs/observability/metrics.md. */
@Component
class DisputeMetrics {

    private final Disputes disputes;
    private final InstantSource clock;
    private final MultiGauge open;
    private final MultiGauge deadline;

    DisputeMetrics(MeterRegistry registry, Disputes disputes, InstantSource clock) {
        this.disputes = disputes;
        this.clock = clock;
        open = MultiGauge.builder("upfront.disputes.open").description("Disputes that are not over").register(registry);
        deadline = MultiGauge.builder("upfront.disputes.deadline").baseUnit("seconds").description("Time until the nearest deadline of one that waits for staff").register(registry);
    }

    @Scheduled(fixedRateString = "${upfront.metrics.interval:15s}")
    void measure() {
        try {
            var running = disputes.running();
            open.register(Stream.of(DisputeStatus.OPEN, DisputeStatus.SUBMITTED).<Row<?>>map(status -> Row.of(Tags.of("waits_for", status == DisputeStatus.OPEN ? "practice" : "bank"),
                    running.stream().filter(dispute -> dispute.status() == status).count())).toList(), true);
            deadline.register(List.of(Row.of(Tags.empty(), running.stream().filter(Dispute::decisionWaits).map(Dispute::answerBy).filter(Objects::nonNull).min(Instant::compareTo)
                    .<Number>map(nearest -> Duration.between(clock.instant(), nearest).toSeconds()).orElse(Double.NaN))), true); // no number: none waits
        } catch (RuntimeException databaseAway) {
            List.of(open, deadline).forEach(gauge -> gauge.register(List.of(), true)); // nothing is better than something old
        }
    }
}
