package dev.upfront.dunning;

/**
 * A line of the schedule, as {@code dunning-schedule} says it.
 *
 * @param day days after the failure; 0 is at once
 */
public record ScheduledStep(int day, Action action) {

    /** Day of what no line of the schedule asks for: a new card, staff, or that the schedule is at its end. */
    static final int UNSCHEDULED = -1;
}
