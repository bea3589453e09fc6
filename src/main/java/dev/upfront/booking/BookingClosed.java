package dev.upfront.booking;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A booking was cancelled or its client did not come. @param reviewEndsAt until when staff may waive a no-show's fee */
public record BookingClosed(BookingId bookingId, ClosingReason reason, @Nullable Instant reviewEndsAt) {}
