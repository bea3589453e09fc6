package dev.upfront.retainer.arithmetic;

import static org.assertj.core.api.Assertions.assertThat;

import dev.upfront.catalog.Cadence;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class AnchorTests {

    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");
    private static final ZoneId NEW_YORK = ZoneId.of("America/New_York");

    @Test
    void monthsKeepTheirDay() {
        assertThat(days(anchor("2026-01-31", "10:00", BERLIN, Cadence.MONTH), 6))
                .containsExactly("2026-01-31", "2026-02-28", "2026-03-31", "2026-04-30", "2026-05-31", "2026-06-30");
    }

    @Test
    void inALeapYearFebruaryHasAnotherDay() {
        assertThat(days(anchor("2028-01-31", "10:00", BERLIN, Cadence.MONTH), 3)).containsExactly("2028-01-31", "2028-02-29", "2028-03-31");
        assertThat(days(anchor("2028-01-30", "10:00", BERLIN, Cadence.MONTH), 3)).containsExactly("2028-01-30", "2028-02-29", "2028-03-30");
    }

    @Test
    void theLeapDayRenewsOnTheLastOfFebruaryInBetween() {
        assertThat(days(anchor("2028-02-29", "10:00", BERLIN, Cadence.YEAR), 5))
                .containsExactly("2028-02-29", "2029-02-28", "2030-02-28", "2031-02-28", "2032-02-29");
    }

    @Test
    void quartersAreThreeMonths() {
        assertThat(days(anchor("2026-11-30", "10:00", BERLIN, Cadence.QUARTER), 4)).containsExactly("2026-11-30", "2027-02-28", "2027-05-30", "2027-08-30");
    }

    @Test
    void weeksAreSevenDaysOfTheCalendarAcrossAClockChange() {
        var anchor = anchor("2026-03-22", "10:00", BERLIN, Cadence.WEEK);

        assertThat(days(anchor, 3)).containsExactly("2026-03-22", "2026-03-29", "2026-04-05");
        assertThat(Duration.between(anchor.renewal(0), anchor.renewal(1))).isEqualTo(Duration.ofHours(7 * 24 - 1));
        assertThat(anchor.renewal(1).atZone(BERLIN).toLocalTime()).isEqualTo(LocalTime.of(10, 0));
    }

    @Test
    void twoWeeksAreTwoWeeks() {
        assertThat(days(anchor("2026-12-24", "10:00", BERLIN, Cadence.TWO_WEEKS), 3)).containsExactly("2026-12-24", "2027-01-07", "2027-01-21");
    }

    @Test
    void anHourThatTheClockChangeLeavesOutComesAsMuchLater() {
        var anchor = anchor("2026-03-22", "02:30", BERLIN, Cadence.WEEK);

        assertThat(anchor.renewal(1)).isEqualTo(Instant.parse("2026-03-29T01:30:00Z")); // 03:30 in summer time
        assertThat(anchor.renewal(2)).as("and is itself again afterwards").isEqualTo(ZonedDateTime.of(2026, 4, 5, 2, 30, 0, 0, BERLIN).toInstant());
    }

    @Test
    void ofAnHourThatTheClockChangeBringsTwiceTheFirstCounts() {
        var anchor = anchor("2026-10-18", "02:30", BERLIN, Cadence.WEEK);

        assertThat(anchor.renewal(1)).isEqualTo(Instant.parse("2026-10-25T00:30:00Z")); // still summer time
        assertThat(anchor("2026-10-25", "01:30", NEW_YORK, Cadence.WEEK).renewal(1)).isEqualTo(Instant.parse("2026-11-01T05:30:00Z"));
    }

    @Test
    void anAnchorIsKeptToTheSecond() {
        var anchor = Anchor.at(Instant.parse("2026-03-02T08:00:01.999Z"), BERLIN, Cadence.MONTH);

        assertThat(anchor.renewal(0)).isEqualTo(Instant.parse("2026-03-02T08:00:01Z"));
        assertThat(anchor.date()).isEqualTo(LocalDate.of(2026, 3, 2));
    }

    @ParameterizedTest
    @EnumSource
    void renewalsOnlyEverComeLater(Cadence cadence) {
        for (var date = LocalDate.of(2027, 12, 20); date.isBefore(LocalDate.of(2028, 4, 5)); date = date.plusDays(1)) {
            var anchor = new Anchor(date, LocalTime.of(2, 30).toSecondOfDay(), BERLIN, cadence);
            var renewals = IntStream.range(0, 60).mapToObj(anchor::renewal).toList();
            assertThat(renewals).as(date.toString()).isSorted().doesNotHaveDuplicates();
        }
    }

    /** Whatever was asked before, in whatever order: the same sequence. */
    @ParameterizedTest
    @EnumSource
    void theSequenceIsTheSameWhateverWasReckonedBefore(Cadence cadence) {
        var seed = Long.getLong("upfront.walk-seed", System.nanoTime());
        var random = new Random(seed);
        var anchor = new Anchor(LocalDate.of(2024, 1, 1).plusDays(random.nextInt(1500)), random.nextInt(24 * 60 * 60),
                random.nextBoolean() ? BERLIN : NEW_YORK, cadence);
        var inOrder = IntStream.range(0, 100).mapToObj(anchor::renewal).toList();
        var numbers = new ArrayList<>(IntStream.range(0, 100).boxed().toList());
        Collections.shuffle(numbers, random);
        var shuffled = new HashMap<Integer, Instant>();
        numbers.forEach(number -> shuffled.put(number, anchor.renewal(number)));

        for (var number = 0; number < 100; number++) {
            assertThat(shuffled.get(number)).as("seed %d, %s, renewal %d", seed, anchor, number).isEqualTo(inOrder.get(number));
            assertThat(anchor.firstNotBefore(inOrder.get(number), 0)).as("seed %d", seed).isEqualTo(number);
            assertThat(anchor.firstNotBefore(inOrder.get(number).plusSeconds(1), 0)).as("seed %d", seed).isEqualTo(number + 1);
        }
    }

    @Test
    void anotherCadenceBeginsASequenceOfItsOwn() {
        var monthly = anchor("2026-01-31", "10:00", BERLIN, Cadence.MONTH);

        assertThat(days(monthly.from(2, Cadence.QUARTER), 3)).containsExactly("2026-03-31", "2026-06-30", "2026-09-30");
        assertThat(monthly.from(2, Cadence.WEEK).renewal(0)).isEqualTo(monthly.renewal(2));
    }

    private static Anchor anchor(String date, String time, ZoneId zone, Cadence cadence) {
        return new Anchor(LocalDate.parse(date), LocalTime.parse(time).toSecondOfDay(), zone, cadence);
    }

    private static List<String> days(Anchor anchor, int count) {
        return IntStream.range(0, count).mapToObj(number -> anchor.renewal(number).atZone(anchor.zone()).toLocalDate().toString()).toList();
    }
}
