/** What a client sees across rooms: booking pages, and the one address that shows the current step. */
@ApplicationModule(allowedDependencies = {"engine", "notification", "money", "ledger", "catalog", "client", "calendar", "form", "onboarding", "payment", "dunning", "credits", "packages", "retainer", "booking"})
@NullMarked
package dev.upfront.portal;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
