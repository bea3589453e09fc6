package dev.upfront.benchmark;

import dev.upfront.Application;
import dev.upfront.benchmark.SeededRetainers.Lot;
import dev.upfront.client.ClientId;
import dev.upfront.money.Money;
import dev.upfront.payment.Collecting;
import dev.upfront.payment.PaymentId;
import dev.upfront.payment.PaymentRequest;
import dev.upfront.payment.Payments;
import dev.upfront.payment.Purpose;
import dev.upfront.payment.Subject;
import dev.upfront.sandbox.Sandbox;
import dev.upfront.sandbox.SandboxInitializer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * How many renewals a second: retainers that are all due in the same second, renewed by the real application with embedded PostgreSQL, the in-memory engine
 * and the Stripe stand-in, which answers at once. Beside it, in the same run, the part of it that no engine takes part in: as many charges of cards on file.
 */
public final class RenewalsBenchmark {

    private static final int WARM_UP = 200;
    private static final List<Integer> SIZES = List.of(1_000, 10_000);
    private static final int CHARGES = 500;
    private static final int TABLES = 4;
    /** As many as the application works on at once of one job type. */
    private static final int AT_ONCE = 16;

    private final SeededRetainers retainers;
    private final JdbcClient database;
    private final Sandbox sandbox;
    private final Payments payments;
    private final Collecting collecting;

    private RenewalsBenchmark(ConfigurableApplicationContext application) {
        retainers = new SeededRetainers(application);
        database = application.getBean(JdbcClient.class);
        sandbox = application.getBean(Sandbox.class);
        payments = application.getBean(Payments.class);
        collecting = application.getBean(Collecting.class);
    }

    /** @param arguments how many retainers, each number a run; 1,000 and 10,000 when there is none */
    public static void main(String[] arguments) throws InterruptedException {
        var application = new SpringApplicationBuilder(Application.class).initializers(new SandboxInitializer())
                .properties("logging.level.root=error", "upfront.reconciliation.ask-interval=1d").run("--server.port=0");
        var sizes = arguments.length == 0 ? SIZES : List.of(arguments).stream().map(Integer::valueOf).toList();
        new RenewalsBenchmark(application).run(sizes);
        System.exit(SpringApplication.exit(application));
    }

    private void run(List<Integer> sizes) throws InterruptedException {
        renew(WARM_UP);
        System.out.printf("%nRenewals that are all due in the same second:%n");
        System.out.println(charges());
        for (var size : sizes) {
            System.out.println(renew(size));
        }
        System.out.printf("%s %s, %d cores, JDK %s, %s%n", System.getProperty("os.name"), System.getProperty("os.arch"), Runtime.getRuntime().availableProcessors(),
                Runtime.version(), sandbox.clock().instant());
    }

    private String renew(int size) throws InterruptedException {
        var lot = retainers.due(size);
        var transactions = transactions();
        var scanned = scanned();
        retainers.renew(lot);
        SeededRetainers.await(() -> retainers.paid(lot) == size);
        var perRenewal = (transactions() - transactions) / size;
        var delays = delays(lot);
        retainers.awaitRest();
        retainers.end(lot);
        return "%,6d retainers: %s renewals/s, from due to paid median %d ms, p95 %d ms, last %d ms; %d transactions each; rows read without an index, each: %s"
                .formatted(size, rate(size, Duration.ofMillis(delays[2])), delays[0], delays[1], delays[2], perRenewal, most(scanned, size));
    }

    /** From due to paid, in milliseconds: the median, the 95th percentile, the last. */
    private Long[] delays(Lot lot) {
        return database.sql("""
                        select percentile_disc(array[0.5, 0.95, 1]) within group (order by round(extract(epoch from settled_at - cast(:due as timestamptz)) * 1000)::bigint) as ms
                        from retainer.period where retainer = any (:ids) and renewal = 2""")
                .param("due", java.sql.Timestamp.from(lot.due())).param("ids", lot.retainers().toArray(UUID[]::new))
                .query((row, number) -> (Long[]) row.getArray("ms").getArray()).single();
    }

    /** The part that the engine has no part in, on the cards of retainers that were renewed. */
    private String charges() throws InterruptedException {
        var lot = retainers.due(CHARGES);
        var owed = new ArrayList<PaymentId>();
        for (var retainer : lot.retainers()) {
            var client = new ClientId(database.sql("select client from retainer.retainer where id = :id").param("id", retainer).query(UUID.class).single());
            owed.add(payments.request(new PaymentRequest(new Subject(Subject.Kind.RETAINER, UUID.randomUUID(), "RT-BENCHMARK", retainer), client,
                    Purpose.RETAINER_PERIOD, Money.of(SeededRetainers.AMOUNT, "EUR"), "Two sessions a week", true)));
        }
        var began = System.nanoTime();
        try (var threads = Executors.newFixedThreadPool(AT_ONCE)) {
            threads.invokeAll(owed.stream().<Callable<Object>>map(id -> () -> collecting.chargeCard(id)).toList());
        }
        var took = Duration.ofNanos(System.nanoTime() - began);
        retainers.end(lot); // else they renew beside those that are measured
        return "%,6d charges alone, %d at once: %s charges/s".formatted(CHARGES, AT_ONCE, rate(CHARGES, took));
    }

    /** Rows that were read one after the other, by table: what grows with the number of retainers here makes renewals slower the more there are. */
    private Map<String, Long> scanned() {
        return database.sql("select schemaname || '.' || relname, seq_tup_read from pg_stat_user_tables").query((row, number) -> Map.entry(row.getString(1), row.getLong(2)))
                .list().stream().collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    private String most(Map<String, Long> before, int size) {
        return scanned().entrySet().stream().map(entry -> Map.entry(entry.getKey(), (entry.getValue() - before.getOrDefault(entry.getKey(), 0L)) / size))
                .filter(entry -> entry.getValue() > 0).sorted(Map.Entry.<String, Long>comparingByValue().reversed()).limit(TABLES)
                .map(entry -> "%s %d".formatted(entry.getKey(), entry.getValue())).collect(Collectors.joining(", "));
    }

    private long transactions() {
        return database.sql("select xact_commit from pg_stat_database where datname = current_database()").query(Long.class).single();
    }

    private static String rate(int number, Duration took) {
        return String.format(Locale.ROOT, "%d.%d", number * 1_000L / took.toMillis(), number * 10_000L / took.toMillis() % 10);
    }
}
