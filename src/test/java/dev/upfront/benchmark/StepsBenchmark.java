package dev.upfront.benchmark;

import dev.upfront.Application;
import dev.upfront.sandbox.Fixtures;
import dev.upfront.sandbox.Sandbox;
import dev.upfront.sandbox.SandboxInitializer;
import dev.upfront.sandbox.TestBrowser.Page;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Supplier;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

/**
 * How long a client waits from a submitted step to the next step's page: the real application over HTTP with embedded PostgreSQL, the
 * in-memory engine and the Stripe stand-in, one client at a time. Includes the redirect and, where the flow is not there yet, the waiting.
 */
public final class StepsBenchmark {

    private static final int WARM_UPS = 40;
    private static final int MEASUREMENTS = 100;

    private final Map<String, List<Long>> nanoseconds = new LinkedHashMap<>();
    private final InstantSource clock;
    private final HttpBooking booking;

    private StepsBenchmark(ConfigurableApplicationContext application) {
        clock = application.getBean(InstantSource.class);
        var offering = application.getBean(Fixtures.class).offering()
                .deposit(4_000).forms("intake-coaching").contracts("coaching-agreement").onSale();
        var port = application.getEnvironment().getRequiredProperty("server.port", Integer.class);
        booking = new HttpBooking(port, offering, application.getBean(Sandbox.class).stripe(), clock);
    }

    public static void main(String[] arguments) {
        var application = new SpringApplicationBuilder(Application.class).initializers(new SandboxInitializer())
                .properties("upfront.limits.posts-per-minute=1000000").run("--server.port=0");
        new StepsBenchmark(application).run();
        System.exit(SpringApplication.exit(application));
    }

    private void run() {
        for (var number = 0; number < WARM_UPS + MEASUREMENTS; number++) {
            if (number == WARM_UPS) {
                nanoseconds.clear();
            }
            booking.book(number, this::timed);
        }
        System.out.printf("%nFrom a submitted step to the next step's page, %d journeys:%n", MEASUREMENTS);
        var all = new ArrayList<Long>();
        nanoseconds.forEach((step, times) -> {
            print(step, times);
            all.addAll(times);
        });
        print("all steps", all);
        System.out.printf("%s %s, %d cores, JDK %s, %s%n", System.getProperty("os.name"), System.getProperty("os.arch"),
                Runtime.getRuntime().availableProcessors(), Runtime.version(), clock.instant());
    }

    private Page timed(String step, Supplier<Page> submit) {
        var before = System.nanoTime();
        var page = submit.get();
        nanoseconds.computeIfAbsent(step, name -> new ArrayList<>()).add(System.nanoTime() - before);
        return page;
    }

    private static void print(String step, List<Long> times) {
        var sorted = times.stream().mapToLong(Long::longValue).sorted().toArray();
        System.out.printf(Locale.ROOT, "%-22s min %s ms, median %s ms, p95 %s ms, max %s ms%n", step, milliseconds(sorted[0]),
                milliseconds(sorted[sorted.length / 2]), milliseconds(sorted[sorted.length * 95 / 100]), milliseconds(sorted[sorted.length - 1]));
    }

    private static String milliseconds(long nanoseconds) {
        return Long.toString(Math.round(nanoseconds / 100_000.0) / 10) + "." + Math.round(nanoseconds / 100_000.0) % 10;
    }
}
