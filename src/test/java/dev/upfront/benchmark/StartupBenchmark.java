package dev.upfront.benchmark;

import dev.upfront.Application;
import dev.upfront.sandbox.Fixtures;
import dev.upfront.sandbox.Sandbox;
import dev.upfront.sandbox.SandboxInitializer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.ToLongFunction;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MapPropertySource;

/**
 * Start-up time and memory of the application alone, a process of its own, with different settings of its JVM; database, engine and Stripe's
 * stand-in are other processes. Every variant starts some times in turn; printed are medians.
 */
public final class StartupBenchmark {

    private static final int RUNS = 3;
    private static final int BOOKINGS = 10;
    private static final Path FOLDER = Path.of("target", "startup").toAbsolutePath();
    private static final Path OPTIONS = Path.of("src", "main", "docker", "jvm.options").toAbsolutePath();

    /** The memory that docker-compose.yml gives the application's container. */
    private static final String CONTAINER = "-XX:MaxRAM=768m";

    /** @param command the JVM's options and what it runs */
    private record Variant(String name, Path folder, List<String> command) {}

    private StartupBenchmark() {}

    /** @param arguments the jar, if not the one in target/ */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        var jar = arguments.length == 0 ? builtJar() : Path.of(arguments[0]).toAbsolutePath();
        var context = new SpringApplicationBuilder(Application.class).initializers(new SandboxInitializer())
                .run("--server.port=0", "--logging.level.root=warn");
        var offering = context.getBean(Fixtures.class).offering().deposit(4_000).forms("intake-coaching").contracts("coaching-agreement").onSale();
        var settings = settings(context.getEnvironment(), context.getBean(JdbcConnectionDetails.class));
        var port = Integer.parseInt(settings.get("server.port"));
        var booking = new HttpBooking(port, offering, context.getBean(Sandbox.class).stripe(), context.getBean(InstantSource.class));
        context.close(); // the world around it goes on until this JVM ends

        var application = FOLDER.resolve("application");
        extract(jar, application);
        train(application, settings);
        var figures = new TreeMap<String, List<MeasuredStart>>();
        var booked = 0;
        for (var run = 0; run < RUNS; run++) {
            for (var variant : variants(jar, application)) {
                try (var start = MeasuredStart.of(variant.folder(), variant.command(), settings)) {
                    for (var last = booked + BOOKINGS; booked < last; booked++) {
                        booking.book(booked, (step, submit) -> submit.get());
                    }
                    figures.computeIfAbsent(variant.name(), name -> new ArrayList<>()).add(start.loaded());
                    System.out.printf("%s: %d ms, %d MB%n", variant.name(), start.milliseconds(), start.memoryAfterLoad());
                }
            }
        }
        print(figures);
        System.exit(0); // the engine's threads would keep the program alive
    }

    private static List<Variant> variants(Path jar, Path application) {
        var all = new ArrayList<Variant>();
        all.add(new Variant("1. the jar, the JVM's defaults", FOLDER, List.of("-jar", jar.toString())));
        all.add(new Variant("2. extracted, the container's memory", application, List.of(CONTAINER, "-XX:+UseG1GC", "-XX:MaxRAMPercentage=50", "-jar", "upfront.jar")));
        all.add(new Variant("3. … jvm.options: serial collector, compact headers", application, List.of("@" + OPTIONS, CONTAINER, "-jar", "upfront.jar")));
        all.add(new Variant("4. … ahead-of-time cache: the image", application,
                List.of("@" + OPTIONS, CONTAINER, "-XX:AOTCache=upfront.aot", "-jar", "upfront.jar")));
        return all;
    }

    private static Path builtJar() throws IOException {
        try (var files = Files.list(Path.of("target"))) {
            return files.filter(file -> file.getFileName().toString().matches("upfront-.*\\.jar")).findFirst().map(Path::toAbsolutePath)
                    .orElseThrow(() -> new IllegalStateException("There is no target/upfront-….jar yet: mvn -DskipTests package makes it."));
        }
    }

    /** As in the image. */
    private static void extract(Path jar, Path application) throws IOException, InterruptedException {
        run(Map.of(), MeasuredStart.java(), "-Djarmode=tools", "-jar", jar.toString(), "extract", "--force",
                "--application-filename", "upfront.jar", "--destination", application.toString());
        Files.writeString(application.resolve("jvm.options"), Files.readString(OPTIONS) + CONTAINER + "\n");
    }

    /** As in the image, by its script. */
    private static void train(Path application, Map<String, String> settings) throws IOException, InterruptedException {
        run(Map.of("JAVA_HOME", System.getProperty("java.home"), "UPFRONT_PORT", settings.get("server.port"),
                        "UPFRONT_DATABASE_URL", settings.get("spring.datasource.url"),
                        "UPFRONT_DATABASE_USERNAME", settings.get("spring.datasource.username"),
                        "UPFRONT_DATABASE_PASSWORD", settings.get("spring.datasource.password"),
                        "UPFRONT_ENGINE_GRPC_ADDRESS", settings.get("upfront.engine.grpc-address")),
                "src/main/docker/train.sh", application.toString());
        System.out.printf("The cache has %d MB.%n", Files.size(application.resolve("upfront.aot")) >> 20);
    }

    private static void run(Map<String, String> environment, String... command) throws IOException, InterruptedException {
        Files.createDirectories(FOLDER);
        var log = FOLDER.resolve("preparation.log");
        var builder = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
        builder.environment().putAll(environment);
        if (builder.start().waitFor() != 0) {
            throw new IllegalStateException("%s failed: read %s".formatted(String.join(" ", command), log));
        }
    }

    private static Map<String, String> settings(ConfigurableEnvironment environment, JdbcConnectionDetails database) {
        var settings = new TreeMap<String, String>();
        ((MapPropertySource) environment.getPropertySources().get("sandbox")).getSource().forEach((name, value) -> settings.put(name, value.toString()));
        settings.put("spring.datasource.url", database.getJdbcUrl());
        settings.put("spring.datasource.username", database.getUsername());
        settings.put("spring.datasource.password", database.getPassword());
        return settings;
    }

    private static void print(Map<String, List<MeasuredStart>> figures) {
        System.out.printf("%nMedians of %d runs; memory is the proportional set size (Pss).%n", RUNS);
        System.out.println("| variant | first page after | processor time until then | memory then | memory after %d bookings |%n|---|---|---|---|---|".formatted(BOOKINGS));
        figures.forEach((name, runs) -> System.out.printf("| %s | %d ms | %d ms | %d MB | %d MB |%n", name, median(runs, MeasuredStart::milliseconds),
                median(runs, MeasuredStart::processorMilliseconds), median(runs, MeasuredStart::memoryAtStart), median(runs, MeasuredStart::memoryAfterLoad)));
        System.out.printf("%s %s, %d processors, JDK %s%n", System.getProperty("os.name"), System.getProperty("os.arch"),
                Runtime.getRuntime().availableProcessors(), Runtime.version());
    }

    private static long median(List<MeasuredStart> runs, ToLongFunction<MeasuredStart> figure) {
        return runs.stream().mapToLong(figure).sorted().skip(runs.size() / 2).findFirst().orElseThrow();
    }
}
