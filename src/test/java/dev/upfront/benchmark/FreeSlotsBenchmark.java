package dev.upfront.benchmark;

import dev.upfront.Application;
import dev.upfront.calendar.Calendar;
import dev.upfront.calendar.Schedule;
import dev.upfront.calendar.WorkingHours;
import dev.upfront.catalog.Catalog;
import dev.upfront.catalog.Provider;
import dev.upfront.catalog.ProviderId;
import dev.upfront.sandbox.SandboxInitializer;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.IntStream;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * How long a month of free slots takes for one provider with 5,000 bookings: the real application with embedded PostgreSQL, asked through the
 * calendar's door, all queries included.
 */
public final class FreeSlotsBenchmark {

    private static final int BOOKINGS = 5_000;
    private static final int WARM_UPS = 500;
    private static final int MEASUREMENTS = 1_000;
    private static final Duration HOUR = Duration.ofHours(1);

    private final Calendar calendar;
    private final ProviderId provider;
    private final Instant now;

    private FreeSlotsBenchmark(ConfigurableApplicationContext application) {
        this.calendar = application.getBean(Calendar.class);
        this.now = application.getBean(InstantSource.class).instant();
        this.provider = application.getBean(Catalog.class).save(new Provider(ProviderId.next(), "Ada", "ada@example.org", ZoneId.of("Europe/Berlin"), true)).id();
        calendar.save(new Schedule(provider, Arrays.stream(DayOfWeek.values()).map(day -> new WorkingHours(day, LocalTime.of(7, 0), LocalTime.of(21, 0))).toList(),
                Duration.ZERO, Duration.ofMinutes(15), Duration.ofHours(4), Duration.ofDays(90), Duration.ofMinutes(15)));
        fill(application.getBean(JdbcClient.class));
    }

    public static void main(String[] arguments) {
        var application = new SpringApplicationBuilder(Application.class).initializers(new SandboxInitializer()).properties("server.port=0").run(arguments);
        new FreeSlotsBenchmark(application).run();
        // The sandbox stops with the JVM, not with the context.
        System.exit(SpringApplication.exit(application));
    }

    /** Six bookings a day, half of them before now and half after. */
    private void fill(JdbcClient database) {
        database.sql("""
                        insert into calendar.slot (booking_id, provider, starts_at, ends_at, blocked)
                        select gen_random_uuid(), :provider, start, start + interval '60 minutes', tstzrange(start, start + interval '75 minutes')
                        from (select to_timestamp(:midnight) + (number / 6 - :bookings / 12) * interval '1 day' + (number % 6) * interval '150 minutes'
                                + interval '5 hours' + (number % 5) * interval '5 minutes' as start
                              from generate_series(0, :bookings - 1) as number) as made
                        """)
                .param("provider", provider.value())
                .param("midnight", now.getEpochSecond() / 86_400 * 86_400)
                .param("bookings", BOOKINGS)
                .update();
        database.sql("analyze calendar.slot").update();
    }

    private void run() {
        var free = IntStream.range(0, WARM_UPS).map(number -> month()).max().orElseThrow();
        var nanoseconds = IntStream.range(0, MEASUREMENTS).mapToLong(number -> timed()).sorted().toArray();
        System.out.printf(Locale.ROOT, "%nA month of free slots, %d bookings, %d slots free, %d measurements:%n", BOOKINGS, free, MEASUREMENTS);
        System.out.printf(Locale.ROOT, "min %s ms, median %s ms, p95 %s ms, max %s ms%n", milliseconds(nanoseconds[0]), milliseconds(nanoseconds[MEASUREMENTS / 2]),
                milliseconds(nanoseconds[MEASUREMENTS * 95 / 100]), milliseconds(nanoseconds[MEASUREMENTS - 1]));
        System.out.printf("%s %s, %d cores, JDK %s, %s%n", System.getProperty("os.name"), System.getProperty("os.arch"), Runtime.getRuntime().availableProcessors(),
                Runtime.version(), now);
    }

    private long timed() {
        var before = System.nanoTime();
        month();
        return System.nanoTime() - before;
    }

    private int month() {
        return calendar.freeSlots(provider, HOUR, now, now.plus(Duration.ofDays(30))).size();
    }

    private static String milliseconds(long nanoseconds) {
        return "%d.%02d".formatted(nanoseconds / 1_000_000, nanoseconds / 10_000 % 100);
    }
}
