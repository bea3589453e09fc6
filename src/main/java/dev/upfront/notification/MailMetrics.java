package dev.upfront.notification;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.MultiGauge.Row;
import io.micrometer.core.instrument.Tags;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** Mails that were written and not sent. See src/docs/observability/metrics.md. */
@Component
class MailMetrics {

    private final JdbcClient database;
    private final InstantSource clock;
    private final MultiGauge unsent;
    private final MultiGauge oldestAge;

    MailMetrics(MeterRegistry registry, JdbcClient database, InstantSource clock) {
        this.database = database;
        this.clock = clock;
        unsent = MultiGauge.builder("upfront.mail.unsent").description("Mails written and not sent yet").register(registry);
        oldestAge = MultiGauge.builder("upfront.mail.oldest.age").baseUnit("seconds").description("Age of the oldest of them").register(registry);
    }

    @Scheduled(fixedRateString = "${upfront.metrics.interval:15s}")
    void measure() {
        try {
            database.sql("select count(*), min(written_at) from notification.mail where sent_at is null").query(row -> {
                var oldest = row.getTimestamp(2);
                unsent.register(List.of(Row.of(Tags.empty(), row.getLong(1))), true);
                oldestAge.register(List.of(Row.of(Tags.empty(), oldest == null ? 0
                        : Math.max(0, Duration.between(oldest.toInstant(), clock.instant()).toSeconds()))), true);
            });
        } catch (RuntimeException databaseAway) {
            unsent.register(List.of(), true); // nothing is better than something old
            oldestAge.register(List.of(), true);
        }
    }
}
