package dev.upfront.crash;

import dev.upfront.crash.Kills.Blow;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;

/** What was done and what came of it, as tables. */
final class CrashTable {

    private static final List<String> PARTS = List.of("application", "broker", "database", "stripe");

    private final List<Kills> looks;
    private final Map<Walk, List<String>> wrong;
    private final long seed;

    CrashTable(List<Kills> looks, Map<Walk, List<String>> wrong, long seed) {
        this.looks = looks;
        this.wrong = wrong;
        this.seed = seed;
    }

    String markdown() {
        var blows = looks.stream().flatMap(kills -> kills.blows().stream()).toList();
        var walks = looks.stream().flatMap(kills -> kills.walks().stream()).toList();
        var notReached = looks.stream().flatMap(kills -> kills.notReached().stream()).collect(Collectors.toCollection(TreeSet::new));
        var killed = blows.stream().filter(blow -> PARTS.contains(blow.what())).toList();
        var faults = blows.stream().filter(blow -> !PARTS.contains(blow.what())).toList();
        var text = new StringBuilder();
        text.append("%s, %s %s, %d cores, JDK %s, seed %d: %d kills and %d faults of the network, %d clients, %d pages loaded again, %d wrong outcomes.%n"
                .formatted(LocalDate.now(ZoneOffset.UTC), System.getProperty("os.name"), System.getProperty("os.arch"), Runtime.getRuntime().availableProcessors(),
                        Runtime.version().feature(), seed, killed.size(), faults.size(), walks.size(),
                        walks.stream().mapToInt(Walk::reloads).sum(), wrong.size()));
        text.append(table("killed at", killed, Blow::step, PARTS));
        text.append(table("moment", killed, Blow::moment, PARTS));
        text.append(table("network", faults, Blow::moment, faults.stream().map(Blow::what).distinct().sorted().toList()));
        if (!notReached.isEmpty()) {
            text.append("%nNo client came to: %s%n".formatted(String.join(", ", notReached)));
        }
        return text.toString();
    }

    private String table(String title, List<Blow> blows, Function<Blow, String> row, List<String> columns) {
        var rows = new LinkedHashMap<String, List<Blow>>();
        blows.forEach(blow -> rows.computeIfAbsent(row.apply(blow), none -> new ArrayList<>()).add(blow));
        var text = new StringBuilder("%n| %s | %s | flows in flight | wrong outcomes |%n".formatted(title, String.join(" | ", columns)));
        text.append("| --- |").append(" ---: |".repeat(columns.size() + 2)).append("\n");
        rows.entrySet().stream().sorted(Map.Entry.comparingByKey()).forEach(each -> text.append(line(each.getKey(), each.getValue(), columns)));
        return text.append(line("**all**", blows, columns)).toString();
    }

    private String line(String title, List<Blow> blows, List<String> columns) {
        var text = new StringBuilder("| " + title + " |");
        columns.forEach(column -> text.append(" %d |".formatted(blows.stream().filter(blow -> blow.what().equals(column)).count())));
        return text.append(" %d | %d |%n".formatted(blows.stream().mapToInt(blow -> blow.inFlight().size()).sum(),
                wrong.keySet().stream().filter(walk -> walk == null || blows.stream().anyMatch(blow -> blow.inFlight().contains(walk))).count())).toString();
    }
}
