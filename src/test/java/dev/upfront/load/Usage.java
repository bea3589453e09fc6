package dev.upfront.load;

import dev.upfront.installation.Part;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/**
 * What the processes have used at one moment, read from /proc: a part is its process with all its descendants.
 *
 * @param ticks processor time since their start, in hundredths of a second, by name; ended children that were waited for are in it
 * @param kilobytes memory by name, shared pages counted once (proportional set size)
 * @param machineTicks what all processors of the machine did, whoever had them do it
 */
record Usage(long nanoTime, Map<String, Long> ticks, Map<String, Long> kilobytes, long machineTicks) {

    private static final String DRIVER = "load driver";
    /** Linux counts in USER_HZ, which is 100 everywhere. */
    private static final double TICKS_PER_SECOND = 100;
    private static final Path PROC = Path.of("/proc");

    static Usage now(List<Part> parts) {
        var ticks = new LinkedHashMap<String, Long>();
        var kilobytes = new LinkedHashMap<String, Long>();
        for (var part : parts) {
            if (part.isRunning()) {
                var all = ProcessHandle.of(part.pid()).stream().flatMap(process -> Stream.concat(Stream.of(process), process.descendants())).toList();
                ticks.put(part.name(), all.stream().mapToLong(process -> ticksOf(process.pid())).sum());
                kilobytes.put(part.name(), all.stream().mapToLong(process -> kilobytesOf(process.pid())).sum());
            }
        }
        ticks.put(DRIVER, ticksOf(ProcessHandle.current().pid()));
        kilobytes.put(DRIVER, kilobytesOf(ProcessHandle.current().pid()));
        return new Usage(System.nanoTime(), ticks, kilobytes, ticksOfMachine());
    }

    /** What was used between an earlier moment and this one, per process, in all and for each of so many flows. */
    String since(Usage before, int flows) {
        var seconds = (nanoTime - before.nanoTime) / 1e9;
        var table = new StringBuilder("| process | cores | ms of a core per flow | memory MB |\n| --- | ---: | ---: | ---: |\n");
        var used = 0L;
        for (var name : ticks.keySet()) {
            var spent = ticks.get(name) - before.ticks.getOrDefault(name, 0L);
            used += spent;
            table.append(row(name, spent, seconds, flows, String.valueOf(kilobytes.get(name) / 1024)));
        }
        table.append(row("everything else", Math.max(0, machineTicks - before.machineTicks - used), seconds, flows, ""));
        return table.toString();
    }

    /** Milliseconds of a core that a process used for each flow since then. */
    double millisecondsPerFlow(String name, Usage before, int flows) {
        return (ticks.get(name) - before.ticks.getOrDefault(name, 0L)) * 1000 / TICKS_PER_SECOND / flows;
    }

    private static String row(String name, long spent, double seconds, int flows, String megabytes) {
        return String.format(Locale.ROOT, "| %s | %.2f | %.1f | %s |%n", name, spent / TICKS_PER_SECOND / seconds, spent * 1000 / TICKS_PER_SECOND / Math.max(1, flows), megabytes);
    }

    private static long ticksOf(long pid) {
        return read(PROC.resolve(Long.toString(pid)).resolve("stat")).map(stat -> {
            // After the name in brackets: state is the third field of all, utime the 14th, then stime, cutime, cstime.
            var fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
            return Long.parseLong(fields[11]) + Long.parseLong(fields[12]) + Long.parseLong(fields[13]) + Long.parseLong(fields[14]);
        }).findFirst().orElse(0L);
    }

    private static long kilobytesOf(long pid) {
        return read(PROC.resolve(Long.toString(pid)).resolve("smaps_rollup")).flatMap(String::lines).filter(line -> line.startsWith("Pss:"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", ""))).sum();
    }

    /** user, nice, system, irq, softirq and stolen time; not idle nor waiting for the disk. */
    private static long ticksOfMachine() {
        var fields = read(PROC.resolve("stat")).findFirst().orElseThrow().lines().findFirst().orElseThrow().split(" +");
        return Long.parseLong(fields[1]) + Long.parseLong(fields[2]) + Long.parseLong(fields[3]) + Long.parseLong(fields[6]) + Long.parseLong(fields[7]) + Long.parseLong(fields[8]);
    }

    private static Stream<String> read(Path file) {
        try {
            return Stream.of(Files.readString(file));
        } catch (java.nio.file.NoSuchFileException ended) {
            return Stream.empty();
        } catch (IOException unreadable) {
            if (String.valueOf(unreadable.getMessage()).contains("No such process")) {
                return Stream.empty();
            }
            throw new UncheckedIOException(unreadable);
        }
    }
}
