package dev.upfront.booking;

/** Staff decided about a no-show's fee before the review window ended. */
public record FeeReviewed(BookingId bookingId) {}
