package dev.upfront.year;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** What everybody did, day by day: written to a file when the year fails, so that the seed's story can be followed. */
final class Trace {

    private final List<String> lines = new ArrayList<>();
    private final long seed;
    private int acts;

    Trace(long seed) {
        this.seed = seed;
    }

    void day(int number, Instant now, String weather) {
        lines.add("--- day %d, %s%s".formatted(number, now, weather.isEmpty() ? "" : ", " + weather));
    }

    void did(Instant now, String who, String what) {
        acts++;
        lines.add("%s %s %s".formatted(now, who, what));
    }

    int acts() {
        return acts;
    }

    /** @param end how it ended @return where it was written */
    Path write(String end) {
        lines.add("=== " + end);
        try {
            var folder = Files.createDirectories(Path.of("target", "year"));
            return Files.write(folder.resolve("seed-%d.txt".formatted(seed)), lines);
        } catch (IOException problem) {
            throw new UncheckedIOException(problem);
        }
    }
}
