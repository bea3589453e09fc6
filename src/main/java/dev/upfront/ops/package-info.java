/** What staff see and decide; nobody depends on it. */
@ApplicationModule(allowedDependencies = {"engine", "notification", "money", "ledger", "catalog", "client", "calendar", "form", "onboarding", "payment", "dunning", "credits", "packages", "retainer", "reconciliation", "booking", "dispute", "portal", "api"})
@NullMarked
package dev.upfront.ops;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
