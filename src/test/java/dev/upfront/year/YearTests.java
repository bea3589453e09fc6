package dev.upfront.year;

import static org.junit.jupiter.api.Assertions.assertAll;

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
 * The simulated year. Each has a world of its own, so that several are lived through side by side. {@code -Dupfront.year.seed=} repeats one of which a seed was
 * printed, {@code -Dupfront.year.days=} ends them early, and {@code mvn verify -Pyear} lives through more.
 */
class YearTests {

    private static final int ALL = 365;

    @Test
    void whateverHappensTheBooksAgreeEveryEvening() throws InterruptedException {
        live(LongStream.of(1, 2, 3));
    }

    @Test
    @Tag("year")
    void soTheyDoInManyOtherYears() throws InterruptedException {
        var repeated = Long.getLong("upfront.year.seed");
        live(repeated != null ? LongStream.of(repeated) : LongStream.generate(System::nanoTime).limit(Integer.getInteger("upfront.year.seeds", 10)));
    }

    @AfterAll
    static void logAgain() {
        World.quiet(false);
    }

    private static void live(LongStream seeds) throws InterruptedException {
        var years = seeds.mapToObj(seed -> (Callable<Void>) () -> live(seed)).toList();
        try (var people = Executors.newFixedThreadPool(Math.max(2, Runtime.getRuntime().availableProcessors()))) {
            assertAll(people.invokeAll(years).stream().map(YearTests::lived));
        }
    }

    private static Void live(long seed) {
        try (var year = new Year(seed, Year.NEW_YEAR, Integer.getInteger("upfront.year.days", ALL))) {
            try {
                year.live();
            } finally {
                System.out.println(year);
            }
        }
        return null;
    }

    private static Executable lived(Future<Void> year) {
        return () -> {
            try {
                year.get();
            } catch (ExecutionException wrong) {
                throw wrong.getCause();
            }
        };
    }
}
