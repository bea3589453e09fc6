package dev.upfront.ops.web.booking;

import dev.upfront.booking.Booking;
import dev.upfront.ops.web.Chip;

/**
 * A booking in a list.
 *
 * @param when such as "Thu 26 Nov, 10:00–11:00"
 * @param paid such as "€40.00 of €120.00", "Free", "A credit" or "Unfunded: waits for its retainer"
 */
record SessionRow(Booking booking, String when, String client, String provider, Chip status, String paid) {
}
