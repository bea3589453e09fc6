/** Prepaid sessions: lots of credits, granted, held by bookings, used, released, expired and refunded. */
@ApplicationModule(allowedDependencies = {"engine", "money", "ledger", "catalog", "client", "payment"})
@NullMarked
package dev.upfront.credits;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
