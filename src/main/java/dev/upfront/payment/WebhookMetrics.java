package dev.upfront.payment;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.MultiGauge.Row;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** How what Stripe tells us arrives and is worked off. See src/docs/observability/metrics.md. */
@Component
class WebhookMetrics {

    private final MeterRegistry registry;
    private final JdbcClient database;
    private final InstantSource clock;
    private final Timer lag;
    private final MultiGauge unprocessed;
    private final MultiGauge oldestAge;
    private final MultiGauge lastAge;

    WebhookMetrics(MeterRegistry registry, JdbcClient database, InstantSource clock) {
        this.registry = registry;
        this.database = database;
        this.clock = clock;
        lag = Timer.builder("upfront.webhook.lag").description("From the moment Stripe created an event until it was processed").register(registry);
        for (var receipt : StripeInbox.Receipt.values()) {
            counter(receipt);
        }
        unprocessed = MultiGauge.builder("upfront.webhook.unprocessed").description("Stripe events kept and not processed yet").register(registry);
        oldestAge = MultiGauge.builder("upfront.webhook.oldest.age").baseUnit("seconds").description("Age of the oldest of them").register(registry);
        lastAge = MultiGauge.builder("upfront.webhook.last.age").baseUnit("seconds").description("Time since the last signed webhook came").register(registry);
    }

    void received(StripeInbox.Receipt receipt) {
        counter(receipt).increment();
    }

    /** @param created when Stripe created the event, to the second */
    void processed(Instant created) {
        var took = Duration.between(created, clock.instant());
        lag.record(took.isNegative() ? Duration.ZERO : took);
    }

    @Scheduled(fixedRateString = "${upfront.metrics.interval:15s}")
    void measure() {
        try {
            database.sql("select count(*), min(received_at), (select max(received_at) from payment.stripe_event) from payment.stripe_event where processed_at is null")
                    .query(row -> {
                        unprocessed.register(List.of(Row.of(Tags.empty(), row.getLong(1))), true);
                        oldestAge.register(List.of(Row.of(Tags.empty(), seconds(row.getTimestamp(2)))), true);
                        lastAge.register(row.getTimestamp(3) == null ? List.of() : List.of(Row.of(Tags.empty(), seconds(row.getTimestamp(3)))), true);
                    });
        } catch (RuntimeException databaseAway) {
            Stream.of(unprocessed, oldestAge, lastAge).forEach(gauge -> gauge.register(List.of(), true)); // nothing is better than something old
        }
    }

    private Counter counter(StripeInbox.Receipt receipt) {
        return registry.counter("upfront.webhook.received", "receipt", receipt.name().toLowerCase(Locale.ROOT));
    }

    private long seconds(@Nullable Timestamp since) {
        return since == null ? 0 : Math.max(0, Duration.between(since.toInstant(), clock.instant()).toSeconds());
    }
}
