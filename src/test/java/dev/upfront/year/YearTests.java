package dev.upfront.year;

import java.util.stream.LongStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The simulated year. {@code -Dupfront.year.seed=} repeats one of which a seed was printed; {@code mvn verify -Pyear} lives through more. */
class YearTests {

    @ParameterizedTest(name = "with seed {0}")
    @ValueSource(longs = {1, 2, 3})
    void whateverHappensTheBooksAgreeEveryEvening(long seed) {
        live(seed);
    }

    @Tag("year")
    @ParameterizedTest(name = "with seed {0}")
    @MethodSource("seeds")
    void soTheyDoInManyOtherYears(long seed) {
        live(seed);
    }

    /** The one that is to be repeated, or so many new ones. */
    static LongStream seeds() {
        var repeated = Long.getLong("upfront.year.seed");
        return repeated != null ? LongStream.of(repeated) : LongStream.generate(System::nanoTime).limit(Integer.getInteger("upfront.year.seeds", 10));
    }

    private static void live(long seed) {
        try (var year = new Year(seed, Integer.getInteger("upfront.year.days", Year.DAYS))) {
            try {
                year.live();
            } finally {
                System.out.println(year);
            }
        }
    }
}
