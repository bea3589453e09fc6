package dev.upfront.sandbox.stripe;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * A file of what happened to the stand-in, a JSON line each, written before it has an effect and so before anything is answered. Repeating the
 * lines gives the same books. A line that a kill left half written was never acted upon: it is cut off.
 */
final class Journal implements AutoCloseable {

    /**
     * What is noted.
     *
     * @param at       the clock's milliseconds since 1970
     * @param what     such as {@code api}, {@code page}, {@code pay}, {@code delivered}
     * @param values   whatever it needs to be repeated; may contain nulls
     */
    record Line(long at, String what, List<String> values) {
    }

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final FileChannel file;
    private final List<Line> before = new ArrayList<>();

    private Journal(Path path) throws IOException {
        Files.createDirectories(path.toAbsolutePath().getParent());
        file = FileChannel.open(path, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
        file.truncate(read(Files.readAllBytes(path)));
        file.position(file.size());
    }

    static Journal at(Path path) {
        try {
            return new Journal(path);
        } catch (IOException e) {
            throw new UncheckedIOException("The Stripe stand-in can't use its journal " + path, e);
        }
    }

    private long read(byte[] content) {
        int start = 0;
        for (int at = 0; at < content.length; at++) {
            if (content[at] == '\n') {
                before.add(line(new String(content, start, at - start, StandardCharsets.UTF_8)));
                start = at + 1;
            }
        }
        return start;
    }

    private static Line line(String json) {
        try {
            return JSON.readValue(json, Line.class);
        } catch (JacksonException e) {
            throw new IllegalStateException("The Stripe stand-in's journal is broken at: " + json, e);
        }
    }

    /** What was noted before this start, oldest first. */
    List<Line> before() {
        return before;
    }

    synchronized void note(Line line) {
        try {
            ByteBuffer bytes = ByteBuffer.wrap((JSON.writeValueAsString(line) + "\n").getBytes(StandardCharsets.UTF_8));
            while (bytes.hasRemaining()) {
                file.write(bytes);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("The Stripe stand-in can't write its journal", e);
        }
    }

    @Override
    public void close() {
        try {
            file.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
