/** Bookings and their life, from the held slot to the session that took place. */
@ApplicationModule(allowedDependencies = {"engine", "notification", "money", "ledger", "catalog", "client", "calendar", "onboarding", "payment", "dunning", "credits", "retainer"})
@NullMarked
package dev.upfront.booking;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
