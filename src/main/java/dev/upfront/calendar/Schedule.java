package dev.upfront.calendar;

import dev.upfront.catalog.ProviderId;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import org.springframework.data.annotation.Id;
import org.springframework.data.annotation.Version;
import org.springframework.data.relational.core.mapping.MappedCollection;
import org.springframework.data.relational.core.mapping.Table;

/**
 * When a provider can be booked. The zone of the working hours is the provider's, in the catalog.
 *
 * @param workingHours  any number of ranges per weekday, none overlapping another
 * @param bufferBefore  kept free before each session
 * @param bufferAfter   kept free after each session
 * @param minimumNotice how long before its start a session must be booked
 * @param horizon       how far ahead a session can be booked
 * @param slotStep      sessions start at the beginning of a range of working hours, and each such step later by the clock on the wall
 * @param version       0 for one never saved
 */
@Table(schema = "calendar")
public record Schedule(
        @Id ProviderId provider, @MappedCollection(idColumn = "provider", keyColumn = "position") List<WorkingHours> workingHours,
        Duration bufferBefore, Duration bufferAfter, Duration minimumNotice, Duration horizon, Duration slotStep, @Version int version) {

    /** @throws IllegalArgumentException with a sentence for the person who typed it */
    public Schedule {
        workingHours = workingHours.stream().sorted(Comparator.comparing(WorkingHours::day).thenComparing(WorkingHours::from)).toList();
        for (int next = 1; next < workingHours.size(); next++) {
            check(!workingHours.get(next - 1).overlaps(workingHours.get(next)), "Two ranges of working hours on the same day overlap.");
        }
        check(!bufferBefore.isNegative() && !bufferAfter.isNegative(), "A buffer cannot be negative.");
        check(!minimumNotice.isNegative(), "The minimum notice cannot be negative.");
        check(horizon.compareTo(minimumNotice) > 0, "The booking horizon must be longer than the minimum notice, or nothing could ever be booked.");
        check(horizon.toDays() <= 1000, "The booking horizon is at most 1000 days.");
        check(slotStep.toMinutes() >= 5 && slotStep.toDays() < 1 && slotStep.equals(Duration.ofMinutes(slotStep.toMinutes())),
                "The slot step is a whole number of minutes, at least 5.");
    }

    /** One never saved. */
    public Schedule(ProviderId provider, List<WorkingHours> workingHours,
            Duration bufferBefore, Duration bufferAfter, Duration minimumNotice, Duration horizon, Duration slotStep) {
        this(provider, workingHours, bufferBefore, bufferAfter, minimumNotice, horizon, slotStep, 0);
    }

    /** What a provider starts with: no working hours yet, so nothing to book. */
    static Schedule blank(ProviderId provider) {
        return new Schedule(provider, List.of(), Duration.ZERO, Duration.ofMinutes(15), Duration.ofHours(12), Duration.ofDays(60), Duration.ofMinutes(30));
    }

    private static void check(boolean holds, String sentence) {
        if (!holds) {
            throw new IllegalArgumentException(sentence);
        }
    }
}
