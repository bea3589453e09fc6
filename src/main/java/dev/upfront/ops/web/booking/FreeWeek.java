package dev.upfront.ops.web.booking;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A week of times to which a booking can be moved, as the fragment {@code portal/week :: week} draws it.
 *
 * @param previous address of the week before, null when it has passed
 * @param next address of the week after, null beyond what can be booked
 * @param nextFree always null: staff page through the weeks
 */
record FreeWeek(String title, @Nullable String previous, @Nullable String next, List<Day> days, @Nullable String nextFree, @Nullable String nextFreeLabel) {

    public boolean isEmpty() {
        return days.stream().allMatch(day -> day.times().isEmpty());
    }

    record Day(String id, String weekday, String letter, String number, String date, List<Time> times) {
    }

    record Time(String label, String address, String spoken, @Nullable String there) {
    }
}
