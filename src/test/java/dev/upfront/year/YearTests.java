package dev.upfront.year;

import java.time.LocalDate;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The simulated year. {@code -Dupfront.year.seed=} repeats one of which a seed was printed; {@code mvn verify -Pyear} lives through more. */
class YearTests {

    private static final int THIRTY = 30;

    /** Thirty days with each of three seeds: February to its end, June, October with its clock change. A whole year takes longer than the suite may: the profile lives through those. */
    @ParameterizedTest(name = "with seed {0}, from month {1} on")
    @CsvSource({"1, 2", "2, 6", "3, 10"})
    void whateverHappensTheBooksAgreeEveryEvening(long seed, int month) {
        live(seed, Year.NEW_YEAR.withMonth(month), Integer.getInteger("upfront.year.days", THIRTY));
    }

    @Tag("year")
    @ParameterizedTest(name = "with seed {0}")
    @MethodSource("seeds")
    void soTheyDoInManyOtherYears(long seed) {
        live(seed, Year.NEW_YEAR, Integer.getInteger("upfront.year.days", 365));
    }

    /** The one that is to be repeated, or so many new ones. */
    static LongStream seeds() {
        var repeated = Long.getLong("upfront.year.seed");
        return repeated != null ? LongStream.of(repeated) : LongStream.generate(System::nanoTime).limit(Integer.getInteger("upfront.year.seeds", 10));
    }

    private static void live(long seed, LocalDate opened, int days) {
        try (var year = new Year(seed, opened, days)) {
            try {
                year.live();
            } finally {
                System.out.println(year);
            }
        }
    }
}
