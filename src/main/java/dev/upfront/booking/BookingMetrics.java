package dev.upfront.booking;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.MultiGauge.Row;
import io.micrometer.core.instrument.Tags;
import java.util.List;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** Bookings that no process leads. See src/docs/observability/metrics.md. */
@Component
class BookingMetrics {

    private final Bookings bookings;
    private final MultiGauge notTakenUp;

    BookingMetrics(MeterRegistry registry, Bookings bookings) {
        this.bookings = bookings;
        notTakenUp = MultiGauge.builder("upfront.bookings.not.taken.up").description("Bookings that asked for a process more than a minute ago").register(registry);
    }

    @Scheduled(fixedRateString = "${upfront.metrics.interval:15s}")
    void measure() {
        try {
            notTakenUp.register(List.of(Row.of(Tags.empty(), bookings.notTakenUp().size())), true);
        } catch (RuntimeException databaseAway) {
            notTakenUp.register(List.of(), true); // nothing is better than something old
        }
    }
}
