package dev.upfront.calendar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.upfront.catalog.ProviderId;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.util.List;
import org.junit.jupiter.api.Test;

class ScheduleTests {

    @Test
    void sortsWorkingHours() {
        var schedule = schedule(hours(DayOfWeek.TUESDAY, 9, 12), hours(DayOfWeek.MONDAY, 14, 16), hours(DayOfWeek.MONDAY, 9, 14));

        assertThat(schedule.workingHours()).containsExactly(hours(DayOfWeek.MONDAY, 9, 14), hours(DayOfWeek.MONDAY, 14, 16), hours(DayOfWeek.TUESDAY, 9, 12));
    }

    @Test
    void refusesRangesThatOverlap() {
        assertThatIllegalArgumentException().isThrownBy(() -> schedule(hours(DayOfWeek.MONDAY, 9, 13), hours(DayOfWeek.MONDAY, 12, 14)))
                .withMessage("Two ranges of working hours on the same day overlap.");
        assertThatIllegalArgumentException().isThrownBy(() -> schedule(hours(DayOfWeek.MONDAY, 9, 0), hours(DayOfWeek.MONDAY, 23, 0)));
    }

    @Test
    void refusesARangeThatEndsBeforeItBegins() {
        assertThatIllegalArgumentException().isThrownBy(() -> hours(DayOfWeek.MONDAY, 22, 2)).withMessageContaining("for hours over midnight");
        assertThatIllegalArgumentException().isThrownBy(() -> hours(DayOfWeek.MONDAY, 9, 9));
    }

    @Test
    void refusesWhatMakesNoSense() {
        assertThatIllegalArgumentException().isThrownBy(() -> schedule(Duration.ofMinutes(-1), Duration.ZERO, Duration.ofDays(60), Duration.ofMinutes(30)))
                .withMessage("A buffer cannot be negative.");
        assertThatIllegalArgumentException().isThrownBy(() -> schedule(Duration.ZERO, Duration.ofHours(-1), Duration.ofDays(60), Duration.ofMinutes(30)))
                .withMessage("The minimum notice cannot be negative.");
        assertThatIllegalArgumentException().isThrownBy(() -> schedule(Duration.ZERO, Duration.ofDays(9), Duration.ofDays(9), Duration.ofMinutes(30)))
                .withMessageContaining("longer than the minimum notice");
        assertThatIllegalArgumentException().isThrownBy(() -> schedule(Duration.ZERO, Duration.ZERO, Duration.ofDays(1001), Duration.ofMinutes(30)))
                .withMessage("The booking horizon is at most 1000 days.");
        for (var step : List.of(Duration.ZERO, Duration.ofMinutes(4), Duration.ofSeconds(330), Duration.ofDays(1))) {
            assertThatIllegalArgumentException().isThrownBy(() -> schedule(Duration.ZERO, Duration.ZERO, Duration.ofDays(60), step))
                    .withMessageContaining("slot step");
        }
    }

    @Test
    void refusesTimeOffThatEndsBeforeItBegins() {
        var now = Instant.parse("2026-03-02T08:00:00Z");

        assertThatIllegalArgumentException().isThrownBy(() -> new TimeOff(TimeOffId.next(), ProviderId.next(), now, now, "Holiday"))
                .withMessage("The end must be after the beginning.");
    }

    private static Schedule schedule(WorkingHours... hours) {
        return new Schedule(ProviderId.next(), List.of(hours), Duration.ZERO, Duration.ZERO, Duration.ZERO, Duration.ofDays(60), Duration.ofMinutes(30));
    }

    private static Schedule schedule(Duration buffer, Duration notice, Duration horizon, Duration step) {
        return new Schedule(ProviderId.next(), List.of(), buffer, buffer, notice, horizon, step);
    }

    private static WorkingHours hours(DayOfWeek day, int from, int to) {
        return new WorkingHours(day, LocalTime.of(from, 0), LocalTime.of(to, 0));
    }
}
