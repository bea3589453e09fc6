package dev.upfront.load;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** How long each step took, every single one kept; safe for many threads. */
final class Latencies {

    /** The nanoseconds of one step. */
    private static final class Times {
        private long[] values = new long[1024];
        private int count;

        private void add(long nanoseconds) {
            if (count == values.length) {
                values = Arrays.copyOf(values, count * 2);
            }
            values[count++] = nanoseconds;
        }

        private long[] sorted() {
            var sorted = Arrays.copyOf(values, count);
            Arrays.sort(sorted);
            return sorted;
        }
    }

    private final Map<String, Times> steps = new LinkedHashMap<>();

    synchronized void add(String step, long nanoseconds) {
        steps.computeIfAbsent(step, name -> new Times()).add(nanoseconds);
    }

    synchronized int count(String step) {
        var times = steps.get(step);
        return times == null ? 0 : times.count;
    }

    /** @return nanoseconds below which that share of the step's times lies; 0 when there are none */
    synchronized long percentile(String step, int percent) {
        var times = steps.get(step);
        return times == null ? 0 : at(times.sorted(), percent);
    }

    /** A table of all steps. */
    synchronized String table() {
        var table = new StringBuilder("| step | times | p50 ms | p95 ms | p99 ms | max ms |\n| --- | ---: | ---: | ---: | ---: | ---: |\n");
        steps.forEach((step, times) -> {
            var sorted = times.sorted();
            table.append(String.format(Locale.ROOT, "| %s | %d | %s | %s | %s | %s |%n", step, sorted.length, milliseconds(at(sorted, 50)),
                    milliseconds(at(sorted, 95)), milliseconds(at(sorted, 99)), milliseconds(at(sorted, 100))));
        });
        return table.toString();
    }

    static String milliseconds(long nanoseconds) {
        return String.format(Locale.ROOT, "%.1f", nanoseconds / 1e6);
    }

    private static long at(long[] sorted, int percent) {
        return sorted.length == 0 ? 0 : sorted[Math.min(sorted.length - 1, (int) ((long) sorted.length * percent / 100))];
    }
}
