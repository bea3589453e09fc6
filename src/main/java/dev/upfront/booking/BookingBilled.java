package dev.upfront.booking;

/** A session took place, and what should have paid for it never will: its price is a payment that a process shall collect. */
public record BookingBilled(BookingId bookingId) {}
