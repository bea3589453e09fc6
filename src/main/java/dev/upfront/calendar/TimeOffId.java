package dev.upfront.calendar;

import java.util.UUID;

/** Identifies a time off. */
public record TimeOffId(UUID value) {
    public static TimeOffId next() {
        return new TimeOffId(UUID.randomUUID());
    }

    public static TimeOffId of(String text) {
        return new TimeOffId(UUID.fromString(text));
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
