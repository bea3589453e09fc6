package dev.upfront.ops;

import java.util.UUID;

/** Identifies a member of staff. */
public record StaffId(UUID value) {
    public static StaffId next() {
        return new StaffId(UUID.randomUUID());
    }

    public static StaffId of(String text) {
        return new StaffId(UUID.fromString(text));
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
