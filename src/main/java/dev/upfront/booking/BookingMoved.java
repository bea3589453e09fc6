package dev.upfront.booking;

/** A booking has another time. @param move the number of this move, from 1 */
public record BookingMoved(BookingId bookingId, int move) {}
