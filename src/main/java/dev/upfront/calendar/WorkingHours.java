package dev.upfront.calendar;

import java.time.DayOfWeek;
import java.time.LocalTime;
import org.springframework.data.relational.core.mapping.Table;

/**
 * Hours a provider works on one weekday, as the clock on the provider's wall shows them.
 *
 * @param from included
 * @param to   excluded; midnight means the end of the day
 */
@Table(schema = "calendar")
public record WorkingHours(DayOfWeek day, LocalTime from, LocalTime to) {

    private static final int SECONDS_OF_A_DAY = 24 * 60 * 60;

    /** @throws IllegalArgumentException with a sentence for the person who typed it */
    public WorkingHours {
        if (!to.equals(LocalTime.MIDNIGHT) && !from.isBefore(to)) {
            throw new IllegalArgumentException("Working hours end after they begin: for hours over midnight, give one range up to 00:00 and one from 00:00 on the next day.");
        }
    }

    int fromSecond() {
        return from.toSecondOfDay();
    }

    int toSecond() {
        return to.equals(LocalTime.MIDNIGHT) ? SECONDS_OF_A_DAY : to.toSecondOfDay();
    }

    boolean overlaps(WorkingHours other) {
        return day == other.day && fromSecond() < other.toSecond() && other.fromSecond() < toSecond();
    }
}
