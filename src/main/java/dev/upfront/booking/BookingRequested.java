package dev.upfront.booking;

/** A slot is held and its booking asks for a process. */
public record BookingRequested(BookingId bookingId) {}
