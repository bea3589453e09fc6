package dev.upfront.installation;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.TimeUnit;
import java.util.function.LongConsumer;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.SpringApplication;

/**
 * One part of the installation: an operating-system process of its own that can be started, stopped, killed and started again. Whatever
 * still runs when this JVM ends is stopped by it, the last started first.
 */
public final class Part implements AutoCloseable {

    /** Whether the part can be used; any exception counts as "not yet". */
    @FunctionalInterface
    public interface Readiness {
        boolean isReady() throws Exception;
    }

    private static final Duration STOPS_WITHIN = Duration.ofSeconds(30);
    private static final Duration BETWEEN_QUESTIONS = Duration.ofMillis(200);
    private static final Path SET_SESSION = Path.of("/usr/bin/setsid");
    private static final Deque<Part> RUNNING = new ConcurrentLinkedDeque<>();

    private static final Thread AT_THE_END = new Thread(Part::stopAll, "stop-parts");
    private static boolean ending;

    static {
        Runtime.getRuntime().addShutdownHook(AT_THE_END);
    }

    private final String name;
    private final List<String> command;
    private final Map<String, String> environment;
    private final PartLog log;
    private final Readiness readiness;
    private final String stopSignal;
    private final @Nullable Pattern hopeless;
    private volatile @Nullable Process process;

    /**
     * @param name as a person calls it, such as "PostgreSQL"
     * @param environment added to this JVM's own
     * @param log where its output is appended
     */
    public Part(String name, List<String> command, Map<String, String> environment, Path log, Readiness readiness) {
        this(name, command, environment, log, readiness, "TERM", null);
    }

    /**
     * @param stopSignal by which it ends in good order, such as "TERM" or "INT"
     * @param hopeless what it says when it will never be ready although it goes on running; null when it ends then
     */
    public Part(String name, List<String> command, Map<String, String> environment, Path log, Readiness readiness, String stopSignal, @Nullable Pattern hopeless) {
        this.name = name;
        this.command = List.copyOf(command);
        this.environment = Map.copyOf(environment);
        this.log = new PartLog(log);
        this.readiness = readiness;
        this.stopSignal = stopSignal;
        this.hopeless = hopeless;
    }

    public String name() {
        return name;
    }

    public Path log() {
        return log.file();
    }

    /** Starts the process and does not wait for it. @throws CannotStart when the command can't be run */
    public synchronized void start() {
        if (isRunning()) {
            throw new IllegalStateException(name + " runs already");
        }
        synchronized (RUNNING) {
            if (ending) {
                throw new CannotStart(name + " is not started: this program is ending.");
            }
            launch();
            RUNNING.addFirst(this);
        }
    }

    /** From now on the parts outlive the application in this JVM, whose last words still reach them. To be called while it starts, not before. */
    static void stopAfterTheApplication() {
        SpringApplication.getShutdownHandlers().add(Part::stopAll);
        Runtime.getRuntime().removeShutdownHook(AT_THE_END);
    }

    private static void stopAll() {
        synchronized (RUNNING) {
            ending = true;
        }
        RUNNING.forEach(Part::stop);
    }

    private void launch() {
        try {
            leftover().stopIt();
            log.begin();
            var builder = new ProcessBuilder(ownSession(command)).redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(log.file().toFile()));
            builder.environment().putAll(environment);
            process = builder.start();
            process.getOutputStream().close();
            leftover().remember(process.toHandle());
        } catch (IOException refused) {
            throw new CannotStart("%s can't be started (%s): correct that and start again.".formatted(name, refused.getMessage()), refused);
        }
    }

    /** A Ctrl-C in the terminal reaches this JVM only, which then stops the parts in their order. */
    private static List<String> ownSession(List<String> command) {
        return Files.isExecutable(SET_SESSION) ? Stream.concat(Stream.of(SET_SESSION.toString()), command.stream()).toList() : command;
    }

    /** Waits until it is ready. @throws CannotStart when it ended, says that it failed, or is not ready by then; it is stopped in that case */
    public void awaitReady(Duration patience) {
        awaitReady(patience, seconds -> { });
    }

    /** @param progress is told the whole seconds waited so far */
    public void awaitReady(Duration patience, LongConsumer progress) {
        var started = System.nanoTime();
        var told = 0L;
        while (!answers()) {
            var waited = Duration.ofNanos(System.nanoTime() - started);
            if (!isRunning()) {
                throw new CannotStart("%s ended while it started: %s. Read %s, correct the cause and start again."
                        .formatted(name, log.lastWords(), log.file()));
            }
            if (waited.compareTo(patience) > 0) {
                stop();
                throw new CannotStart("%s runs but was not ready after %d seconds, so it was stopped: read %s, or give it longer with -Dupfront.patience=%d."
                        .formatted(name, patience.toSeconds(), log.file(), patience.toSeconds() * 2));
            }
            if (waited.toSeconds() > told) {
                endIfHopeless();
                told = waited.toSeconds();
                progress.accept(told);
            }
            pause();
        }
    }

    private void endIfHopeless() {
        if (hopeless != null && log.says(hopeless)) {
            stop();
            throw new CannotStart("%s can't start, so it was stopped: %s. Read %s, correct the cause and start again.".formatted(name, log.lastWords(), log.file()));
        }
    }

    /** Whether it can be used at this moment. */
    public boolean isReady() {
        return isRunning() && answers();
    }

    private boolean answers() {
        try {
            return isRunning() && readiness.isReady();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new CannotStart(name + " was not waited for: start again.", stopped);
        } catch (Exception notYet) {
            return false;
        }
    }

    /** Waits a moment, or until the process ends. */
    private void pause() {
        try {
            Objects.requireNonNull(process).waitFor(BETWEEN_QUESTIONS.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new CannotStart(name + " was not waited for: start again.", stopped);
        }
    }

    public boolean isRunning() {
        var current = process;
        return current != null && current.isAlive();
    }

    /** @return the process's number in the operating system @throws IllegalStateException when it was never started */
    public long pid() {
        var current = process;
        if (current == null) {
            throw new IllegalStateException(name + " was not started");
        }
        return current.pid();
    }

    /** Asks it to end and waits; what has not ended after 30 seconds is killed. Does nothing when it does not run. */
    public synchronized void stop() {
        var current = process;
        if (current == null) {
            return;
        }
        var children = current.descendants().toList();
        signal(current);
        if (!ended(current, STOPS_WITHIN)) {
            current.destroyForcibly();
        }
        children.forEach(ProcessHandle::destroyForcibly);
        ended(current, STOPS_WITHIN);
        gone();
    }

    private void gone() {
        leftover().forget();
        RUNNING.remove(this);
    }

    private Leftover leftover() {
        return Leftover.beside(log.file());
    }

    private void signal(Process current) {
        if (stopSignal.equals("TERM")) {
            current.destroy();
            return;
        }
        try {
            new ProcessBuilder("kill", "-s", stopSignal, Long.toString(current.pid())).start().waitFor();
        } catch (IOException noSuchCommand) {
            current.destroy();
        } catch (InterruptedException hurried) {
            Thread.currentThread().interrupt();
        }
    }

    /** Kills it and its children at once (kill -9), as a crash would, and waits until they are gone. */
    public synchronized void kill() {
        var current = process;
        if (current == null) {
            return;
        }
        var all = new ArrayList<>(List.of(current.toHandle()));
        all.addAll(current.descendants().toList());
        all.forEach(ProcessHandle::destroyForcibly);
        all.forEach(handle -> handle.onExit().orTimeout(STOPS_WITHIN.toSeconds(), TimeUnit.SECONDS).join());
        gone();
    }

    @Override
    public void close() {
        stop();
    }

    private static boolean ended(Process process, Duration within) {
        try {
            return process.waitFor(within.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException hurried) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
