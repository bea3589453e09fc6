package dev.upfront.year;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A simulated year. {@code -Dupfront.year.seed=} repeats one; {@code mvn verify -Pyear} lives through more. */
class YearTests {

    @ParameterizedTest(name = "with seed {0}")
    @ValueSource(longs = 1)
    void whateverHappensTheBooksAgreeOnEveryDay(long seed) {
        var began = System.nanoTime();
        var machine = (com.sun.management.OperatingSystemMXBean) java.lang.management.ManagementFactory.getOperatingSystemMXBean();
        var worked = machine.getProcessCpuTime();
        try (var year = new Year(Long.getLong("upfront.year.seed", seed), Integer.getInteger("upfront.year.days", Year.DAYS))) {
            try {
                year.live();
            } finally {
                System.out.printf("A year with seed %d in %d s (%d s of processors): %s%n", seed, (System.nanoTime() - began) / 1_000_000_000, (machine.getProcessCpuTime() - worked) / 1_000_000_000, year.summary());
            }
        }
    }
}
