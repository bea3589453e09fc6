package dev.upfront.installation;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import tools.jackson.databind.json.JsonMapper;

/** What an engine's exporter wrote down: every process instance, from its beginning to its end, every incident, and when some tasks were done. */
public final class FlowRecords {

    /**
     * One process instance.
     *
     * @param version of the diagram
     * @param ended   position of the record that says so; Long.MAX_VALUE while it lives
     * @param subjects what its variables say that name a booking, package, retainer, period, payment or refund
     */
    public record Instance(long key, String process, int version, long parent, long began, long ended, Map<String, String> subjects) {
        public boolean lives() {
            return ended == Long.MAX_VALUE;
        }

        public boolean overlaps(Instance other) {
            return began < other.ended && other.began < ended;
        }
    }

    /** An incident that nobody has resolved. */
    public record Incident(long instance, String element, String message) {
    }

    /** One line of the file. {@code instance} is the process instance; {@code kind} BEGAN, ENDED, SUBJECT, DONE, INCIDENT or RESOLVED. */
    public record Line(long position, String kind, long key, long instance, String name, String value, long parent) {
    }

    static final JsonMapper JSON = JsonMapper.builder().build();

    private final Map<Long, Line> lines = new TreeMap<>();

    private FlowRecords(Path file) throws IOException {
        if (Files.exists(file)) {
            for (var line : Files.readString(file).split("\n")) {
                if (line.endsWith("}")) { // the last one may be half written
                    var read = JSON.readValue(line, Line.class);
                    lines.put(read.position(), read); // exported again after a crash, it is the same record
                }
            }
        }
    }

    public static FlowRecords read(Path file) {
        try {
            return new FlowRecords(file);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    public Collection<Instance> instances() {
        var instances = new LinkedHashMap<Long, Instance>();
        var subjects = new HashMap<Long, Map<String, String>>();
        lines.values().forEach(line -> {
            switch (line.kind()) {
                case "BEGAN" -> instances.put(line.instance(), new Instance(line.instance(), line.name(), Integer.parseInt(line.value()), line.parent(), line.position(), Long.MAX_VALUE,
                        subjects.computeIfAbsent(line.instance(), key -> new TreeMap<>())));
                case "ENDED" -> instances.computeIfPresent(line.instance(), (key, open) ->
                        new Instance(key, open.process(), open.version(), open.parent(), open.began(), line.position(), open.subjects()));
                case "SUBJECT" -> subjects.computeIfAbsent(line.instance(), key -> new TreeMap<>()).putIfAbsent(line.name(), line.value());
                default -> { }
            }
        });
        return instances.values();
    }

    /** When the task was first done for that booking, by the engine's clock. */
    public Optional<Instant> done(String task, String bookingId) {
        var instances = lines.values().stream().filter(line -> line.kind().equals("SUBJECT") && line.value().equals(bookingId)).map(Line::instance).collect(Collectors.toSet());
        return lines.values().stream().filter(line -> line.kind().equals("DONE") && line.name().equals(task) && instances.contains(line.instance()))
                .map(line -> Instant.ofEpochMilli(Long.parseLong(line.value()))).min(Comparator.naturalOrder());
    }

    public List<Incident> incidents() {
        var open = new LinkedHashMap<Long, Incident>();
        lines.values().forEach(line -> {
            switch (line.kind()) {
                case "INCIDENT" -> open.put(line.key(), new Incident(line.instance(), line.name(), line.value()));
                case "RESOLVED" -> open.remove(line.key());
                default -> { }
            }
        });
        return new ArrayList<>(open.values());
    }
}
