package dev.upfront.booking;

import java.util.UUID;

/** Identifies a booking; also the key of its slot and of its process. */
public record BookingId(UUID value) {
    public static BookingId next() {
        return new BookingId(UUID.randomUUID());
    }

    public static BookingId of(String text) {
        return new BookingId(UUID.fromString(text));
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
