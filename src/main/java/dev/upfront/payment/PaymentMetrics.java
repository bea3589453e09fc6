package dev.upfront.payment;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.MultiGauge.Row;
import io.micrometer.core.instrument.Tags;
import java.math.BigDecimal;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Currency;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.function.Function;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** Money that waits: the same rows as the console's stuck money. See src/docs/observability/metrics.md. */
@Component
class PaymentMetrics {

    /** By the place that {@code width_bucket} gives in STUCK. */
    private static final List<String> AGES = List.of("under_1h", "under_1d", "under_3d", "under_7d", "over_7d");
    private static final List<String> KINDS = List.of("payment", "refund");
    private static final String STUCK = """
            select kind, currency, width_bucket(extract(epoch from cast(:now as timestamptz) - created_at), array[3600, 86400, 259200, 604800]::numeric[]) as age,
                count(*) as number, sum(amount_minor) as minor, min(created_at) as oldest, count(*) filter (where decision_waits) as decisions
            from (select 'payment' as kind, currency, created_at, amount_minor, decision_waits from payment.payment where status = 'OWED'
                union all
                select 'refund', currency, created_at, amount_minor, status = 'FAILED' and decision is null from payment.refund
                where status in ('REQUESTED', 'SUBMITTED', 'UNKNOWN', 'PENDING', 'FAILED')) waiting
            group by 1, 2, 3""";
    private static final String UNSETTLED = """
            select status, count(*) as number, min(created_at) as oldest from payment.attempt
            where status in ('CREATED', 'OPEN', 'PROCESSING', 'UNKNOWN') group by status""";

    private record Stuck(String kind, String currency, int age, long number, long minor, Instant oldest, long decisions) {
    }

    private record Unsettled(long number, Instant oldest) {
    }

    private final JdbcClient database;
    private final InstantSource clock;
    private final MultiGauge money;
    private final MultiGauge number;
    private final MultiGauge oldestAge;
    private final MultiGauge decisions;
    private final MultiGauge attempts;
    private final MultiGauge unknownAge;
    /** A currency that was seen stays, so that its series goes back to nothing instead of breaking off. */
    private final Set<String> currencies = new ConcurrentSkipListSet<>();

    PaymentMetrics(MeterRegistry registry, JdbcClient database, InstantSource clock) {
        this.database = database;
        this.clock = clock;
        money = MultiGauge.builder("upfront.stuck.money").description("Money that is owed and waits, in the currency's own unit").register(registry);
        number = MultiGauge.builder("upfront.stuck.payments").description("Payments and refunds that wait").register(registry);
        oldestAge = MultiGauge.builder("upfront.stuck.oldest.age").baseUnit("seconds").description("Age of the oldest of them").register(registry);
        decisions = MultiGauge.builder("upfront.decisions.waiting").description("Payments and refunds that wait for a decision of staff").register(registry);
        attempts = MultiGauge.builder("upfront.payment.attempts").description("Tries to collect that are not settled").register(registry);
        unknownAge = MultiGauge.builder("upfront.payment.unknown.age").baseUnit("seconds").description("Age of the oldest try whose outcome is not known").register(registry);
    }

    @Scheduled(fixedRateString = "${upfront.metrics.interval:15s}")
    void measure() {
        try {
            measureStuckMoney();
            measureAttempts();
        } catch (RuntimeException databaseAway) {
            List.of(money, number, oldestAge, decisions, attempts, unknownAge).forEach(gauge -> gauge.register(List.of(), true)); // nothing is better than something old
        }
    }

    private void measureStuckMoney() {
        var stuck = database.sql(STUCK).param("now", Timestamp.from(clock.instant()))
                .query((row, index) -> new Stuck(row.getString("kind"), row.getString("currency"), row.getInt("age"), row.getLong("number"),
                        row.getLong("minor"), row.getTimestamp("oldest").toInstant(), row.getLong("decisions"))).list();
        stuck.forEach(row -> currencies.add(row.currency()));
        money.register(byKindAndAge(stuck, (tags, rows) -> currencies.stream().<Row<?>>map(currency -> Row.of(tags.and("currency", currency), sum(rows, currency))).toList()), true);
        number.register(byKindAndAge(stuck, (tags, rows) -> List.of(Row.of(tags, rows.stream().mapToLong(Stuck::number).sum()))), true);
        oldestAge.register(byKind(stuck, rows -> rows.stream().map(Stuck::oldest).min(Instant::compareTo).map(this::seconds).orElse(0L)), true);
        decisions.register(byKind(stuck, rows -> rows.stream().mapToLong(Stuck::decisions).sum()), true);
    }

    private void measureAttempts() {
        var unsettled = new HashMap<String, Unsettled>();
        database.sql(UNSETTLED).query(row -> {
            unsettled.put(row.getString("status"), new Unsettled(row.getLong("number"), row.getTimestamp("oldest").toInstant()));
        });
        var none = new Unsettled(0, clock.instant());
        attempts.register(List.of(AttemptStatus.values()).stream().filter(AttemptStatus::isLive).<Row<?>>map(status ->
                Row.of(Tags.of("status", status.name().toLowerCase(Locale.ROOT)), unsettled.getOrDefault(status.name(), none).number())).toList(), true);
        unknownAge.register(List.of(Row.of(Tags.empty(), seconds(unsettled.getOrDefault(AttemptStatus.UNKNOWN.name(), none).oldest()))), true);
    }

    private interface Rows {
        List<Row<?>> of(Tags tags, List<Stuck> stuck);
    }

    private static List<Row<?>> byKindAndAge(List<Stuck> stuck, Rows rows) {
        var all = new ArrayList<Row<?>>();
        for (var kind : KINDS) {
            for (var age = 0; age < AGES.size(); age++) {
                var place = age;
                all.addAll(rows.of(Tags.of("kind", kind, "age", AGES.get(age)),
                        stuck.stream().filter(row -> row.kind().equals(kind) && row.age() == place).toList()));
            }
        }
        return all;
    }

    private static List<Row<?>> byKind(List<Stuck> stuck, Function<List<Stuck>, Long> value) {
        return KINDS.stream().<Row<?>>map(kind -> Row.of(Tags.of("kind", kind), value.apply(stuck.stream().filter(row -> row.kind().equals(kind)).toList()))).toList();
    }

    private static BigDecimal sum(List<Stuck> stuck, String currency) {
        var minor = stuck.stream().filter(row -> row.currency().equals(currency)).mapToLong(Stuck::minor).sum();
        return BigDecimal.valueOf(minor, Currency.getInstance(currency).getDefaultFractionDigits());
    }

    private long seconds(Instant since) {
        return Math.max(0, Duration.between(since, clock.instant()).toSeconds());
    }
}
