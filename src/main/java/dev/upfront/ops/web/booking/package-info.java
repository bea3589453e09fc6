/** The console's pages about sessions, bookings and clients. */
@NullMarked
package dev.upfront.ops.web.booking;

import org.jspecify.annotations.NullMarked;
