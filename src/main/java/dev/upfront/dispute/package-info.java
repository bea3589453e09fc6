/** Disputes: what clients' banks want back, the evidence against it, and what became of it. */
@ApplicationModule(allowedDependencies = {"engine", "notification", "money", "ledger", "catalog", "client", "form", "onboarding", "payment", "credits", "packages", "retainer", "booking"})
@NullMarked
package dev.upfront.dispute;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
