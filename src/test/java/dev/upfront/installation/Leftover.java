package dev.upfront.installation;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A process that outlived the program that started it, which was killed. Its number stands in a file; when it was started stands there
 * too, because the operating system gives numbers to others again.
 */
record Leftover(Path file) {

    static final String ENDING = ".log.pid";

    static Leftover beside(Path log) {
        return new Leftover(log.resolveSibling(log.getFileName() + ".pid"));
    }

    /** @return such as broker */
    String name() {
        return file.getFileName().toString().replace(ENDING, "");
    }

    void remember(ProcessHandle process) {
        try {
            Files.writeString(file, "%d %s".formatted(process.pid(), started(process)));
        } catch (IOException unwritable) {
            throw new UncheckedIOException(unwritable);
        }
    }

    void forget() {
        try {
            Files.deleteIfExists(file);
        } catch (IOException undeletable) {
            throw new UncheckedIOException(undeletable);
        }
    }

    /** Kills it and its children, if it still runs. What they wrote is as safe as in any crash. @return whether it did */
    boolean stopIt() {
        var found = find();
        found.ifPresent(process -> {
            var all = new ArrayList<>(List.of(process));
            all.addAll(process.descendants().toList());
            all.forEach(ProcessHandle::destroyForcibly);
            all.forEach(handle -> handle.onExit().join());
        });
        forget();
        return found.isPresent();
    }

    private Optional<ProcessHandle> find() {
        try {
            if (!Files.exists(file)) {
                return Optional.empty();
            }
            var words = Files.readString(file).strip().split(" ");
            return ProcessHandle.of(Long.parseLong(words[0])).filter(process -> words.length == 2 && started(process).equals(words[1]));
        } catch (IOException | NumberFormatException unreadable) {
            return Optional.empty();
        }
    }

    private static String started(ProcessHandle process) {
        return process.info().startInstant().map(Instant::toString).orElse("unknown");
    }
}
