package dev.upfront.benchmark;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A start of the application as a process of its own, and what it took. Memory is read from /proc, so this runs on Linux only. */
final class MeasuredStart implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final int LOOKS_EVERY_MS = 10;
    private static final int SETTLES_MS = 3_000;

    private final Process process;
    private final long milliseconds;
    private final long processorMilliseconds;
    private final long memoryAtStart;
    private long memoryAfterLoad;

    private MeasuredStart(Process process, long milliseconds) throws IOException, InterruptedException {
        this.process = process;
        this.milliseconds = milliseconds;
        processorMilliseconds = process.info().totalCpuDuration().orElseThrow().toMillis();
        Thread.sleep(SETTLES_MS);
        memoryAtStart = megabytes();
    }

    /** Starts it and waits for the first page. @param command the JVM's options and what it runs */
    static MeasuredStart of(Path folder, List<String> command, Map<String, String> settings) throws IOException, InterruptedException {
        var words = new ArrayList<String>();
        words.add(java());
        words.addAll(command);
        settings.forEach((name, value) -> words.add("--" + name + "=" + value));
        var builder = new ProcessBuilder(words).directory(folder.toFile()).redirectErrorStream(true)
                .redirectOutput(folder.resolve("application.log").toFile());
        var page = HttpRequest.newBuilder(URI.create("http://localhost:%s/".formatted(settings.get("server.port")))).build();
        try (var http = HttpClient.newHttpClient()) {
            var before = System.nanoTime();
            var process = builder.start();
            while (!opens(http, page)) {
                if (!process.isAlive() || System.nanoTime() - before > PATIENCE.toNanos()) {
                    process.destroyForcibly();
                    throw new IllegalStateException("The application did not start: read " + folder.resolve("application.log"));
                }
                Thread.sleep(LOOKS_EVERY_MS);
            }
            return new MeasuredStart(process, TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - before));
        }
    }

    static String java() {
        return Path.of(System.getProperty("java.home"), "bin", "java").toString();
    }

    private static boolean opens(HttpClient http, HttpRequest page) throws InterruptedException {
        try {
            return http.send(page, BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException notYet) {
            return false;
        }
    }

    /** Notes the memory after a load. */
    MeasuredStart loaded() throws IOException {
        memoryAfterLoad = megabytes();
        return this;
    }

    /** The process's own pages and its share of those that it shares. */
    private long megabytes() throws IOException {
        try (var lines = Files.lines(Path.of("/proc", Long.toString(process.pid()), "smaps_rollup"))) {
            var line = lines.filter(each -> each.startsWith("Pss:")).findFirst().orElseThrow();
            return Long.parseLong(line.replaceAll("\\D", "")) >> 10;
        }
    }

    long milliseconds() {
        return milliseconds;
    }

    long processorMilliseconds() {
        return processorMilliseconds;
    }

    long memoryAtStart() {
        return memoryAtStart;
    }

    long memoryAfterLoad() {
        return memoryAfterLoad;
    }

    @Override
    public void close() throws InterruptedException {
        process.destroy();
        if (!process.waitFor(40, TimeUnit.SECONDS)) {
            process.destroyForcibly().waitFor();
        }
    }
}
