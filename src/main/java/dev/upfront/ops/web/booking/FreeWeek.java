package dev.upfront.ops.web.booking;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A week of times to which a booking can be moved.
 *
 * @param previous address of the week before, null when it has passed
 * @param next address of the week after, null beyond what can be booked
 */
record FreeWeek(String title, @Nullable String previous, @Nullable String next, List<Day> days) {

    public boolean isEmpty() {
        return days.stream().allMatch(day -> day.times().isEmpty());
    }

    record Day(String weekday, String date, List<Time> times) {
    }

    /** @param spoken such as "Monday 23 November, 10:00" */
    record Time(String label, String address, String spoken) {
    }
}
