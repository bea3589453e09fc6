package dev.upfront.portal.web;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One week of free times, as the page shows it.
 *
 * @param previous address of the week before, null when it has passed
 * @param next address of the week after, null beyond what can be booked
 * @param nextFree address of the first week with a free time, for an empty week
 * @param there whose clock the smaller times are, null when there are none
 */
record Week(String title, @Nullable String previous, @Nullable String next, List<Day> days, @Nullable String nextFree, @Nullable String nextFreeLabel, @Nullable String there) {

    public boolean isEmpty() {
        return days.stream().allMatch(day -> day.times().isEmpty());
    }

    /** @param letter such as "Mo" */
    record Day(String id, String weekday, String letter, String number, String date, List<Time> times) {}

    /**
     * @param spoken such as "Monday 23 November, 10:00"
     * @param there the provider's clock when it differs, such as "9:00"
     */
    record Time(String label, String address, String spoken, @Nullable String there) {}
}
