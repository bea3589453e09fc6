package dev.upfront.benchmark;

import dev.upfront.Application;
import dev.upfront.catalog.Offering;
import dev.upfront.sandbox.Fixtures;
import dev.upfront.sandbox.Journey;
import dev.upfront.sandbox.Sandbox;
import dev.upfront.sandbox.SandboxInitializer;
import dev.upfront.sandbox.TestBrowser;
import dev.upfront.sandbox.TestBrowser.Form;
import dev.upfront.sandbox.TestBrowser.Page;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
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
    private static final Set<String> WAITING = Set.of("One moment", "Your payment has arrived");

    private final Map<String, List<Long>> nanoseconds = new LinkedHashMap<>();
    private final Fixtures fixtures;
    private final Sandbox sandbox;
    private final InstantSource clock;
    private final int port;
    private final Offering offering;

    private StepsBenchmark(ConfigurableApplicationContext application) {
        fixtures = application.getBean(Fixtures.class);
        sandbox = application.getBean(Sandbox.class);
        clock = application.getBean(InstantSource.class);
        port = application.getEnvironment().getRequiredProperty("server.port", Integer.class);
        offering = fixtures.offering().deposit(4_000).forms("intake-coaching").contracts("coaching-agreement").onSale();
    }

    public static void main(String[] arguments) {
        var application = new SpringApplicationBuilder(Application.class).initializers(new SandboxInitializer())
                .properties("server.port=0", "upfront.limits.posts-per-minute=1000000").run(arguments);
        new StepsBenchmark(application).run();
        System.exit(SpringApplication.exit(application));
    }

    private void run() {
        for (var number = 0; number < WARM_UPS + MEASUREMENTS; number++) {
            if (number == WARM_UPS) {
                nanoseconds.clear();
            }
            journey(number);
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

    private void journey(int number) {
        var browser = new TestBrowser(port);
        var start = start(number);
        var details = browser.open("/book/%s/details?start=%s&provider=%s".formatted(offering.slug(), start, offering.providers().getFirst()));
        var form = timed(browser, "details → questions", () -> browser.send(details.form(offering.slug())
                .with("name", "Mira Test").with("mail", "mira-%d@client.example".formatted(number)).with("agreed", "yes")));
        var contract = timed(browser, "questions → contract", () -> browser.send(answered(form)));
        var pay = timed(browser, "contract → pay", () -> browser.send(signed(contract)));
        var checkout = URI.create(browser.answerTo(pay.form("/pay")).headers().firstValue("Location").orElseThrow());
        var session = checkout.getPath().substring(checkout.getPath().lastIndexOf('/') + 1);
        var back = sandbox.stripe().payCheckout(session, Journey.GOOD_CARD).next();
        timed(browser, "paid → confirmed", () -> browser.open(back.toString()));
    }

    /** Every journey has an hour of its own. */
    private Instant start(int number) {
        var day = clock.instant().plus(Duration.ofDays(2)).truncatedTo(ChronoUnit.DAYS);
        return day.plus(Duration.ofHours(number / 20 * 24L + number % 20));
    }

    private static Form answered(Page page) {
        return page.form(formAction(page)).with("answer.before", "no").with("answer.topics", "decision")
                .with("answer.goal", "I want to decide whether to change my work.").with("answer.notTherapy", "true");
    }

    private static Form signed(Page page) {
        return page.form(formAction(page)).with("name", "Mira Test").with("consent", "true");
    }

    private static String formAction(Page page) {
        var action = page.html().select("main form[method=post]").first().attr("action");
        return action.substring(action.lastIndexOf('/'));
    }

    private Page timed(TestBrowser browser, String step, Supplier<Page> submit) {
        var before = System.nanoTime();
        var page = submit.get();
        while (WAITING.stream().anyMatch(page.heading()::startsWith)) {
            page = browser.open(page.address().getPath());
        }
        nanoseconds.computeIfAbsent(step, name -> new ArrayList<>()).add(System.nanoTime() - before);
        if (page.status() != 200) {
            throw new IllegalStateException("%s answered %d: %s".formatted(step, page.status(), page.html().text()));
        }
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
