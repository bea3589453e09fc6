/** Working hours, time off, free slots and holds; no two bookings of a provider overlap. */
@ApplicationModule(allowedDependencies = {"catalog"})
@NullMarked
package dev.upfront.calendar;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
