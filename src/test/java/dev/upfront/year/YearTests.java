package dev.upfront.year;

import static org.junit.jupiter.api.Assertions.assertAll;

import java.time.LocalDate;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

/**
 * The simulated year. Each life has a world of its own, so that several are lived side by side. {@code -Dupfront.year.seed=} repeats one of which a seed was
 * printed, {@code -Dupfront.year.days=} ends them early.
 */
class YearTests {

    private record Life(long seed, LocalDate opened, int days) {

        static Life ofWholeYear(long seed) {
            return new Life(seed, Year.NEW_YEAR, 365);
        }

        /** Four months of it. */
        static Life from(int month, long seed) {
            var opened = Year.NEW_YEAR.withMonth(month);
            return new Life(seed, opened, (int) (opened.plusMonths(4).toEpochDay() - opened.toEpochDay()));
        }
    }

    /** Each day of the year once, by three seeds: whole years take longer than a suite may, and have a profile. */
    @Test
    void whateverHappensTheBooksAgreeEveryEvening() throws InterruptedException {
        live(List.of(Life.from(1, 1), Life.from(5, 2), Life.from(9, 3)));
    }

    /** {@code mvn verify -Pyear}: whole ones, as many as {@code -Dupfront.year.seeds=} says. */
    @Test
    @Tag("year")
    void soTheyDoInManyOtherYears() throws InterruptedException {
        var repeated = Long.getLong("upfront.year.seed");
        var seeds = repeated != null ? LongStream.of(repeated) : LongStream.generate(System::nanoTime).limit(Integer.getInteger("upfront.year.seeds", 10));
        live(seeds.mapToObj(Life::ofWholeYear).toList());
    }

    @AfterAll
    static void logAgain() {
        World.quiet(false);
    }

    private static void live(List<Life> lives) throws InterruptedException {
        try (var people = Executors.newFixedThreadPool(Math.max(2, Runtime.getRuntime().availableProcessors()))) {
            var lived = people.invokeAll(lives.stream().map(life -> (Callable<Void>) () -> live(life)).toList());
            assertAll(lived.stream().map(YearTests::ended));
        }
    }

    private static Void live(Life life) {
        try (var year = new Year(life.seed, life.opened, Integer.getInteger("upfront.year.days", life.days))) {
            try {
                year.live();
            } finally {
                System.out.println(year);
            }
        }
        return null;
    }

    private static Executable ended(Future<Void> life) {
        return () -> {
            try {
                life.get();
            } catch (ExecutionException wrong) {
                throw wrong.getCause();
            }
        };
    }
}
