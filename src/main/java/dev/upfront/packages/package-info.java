/** Packages that were sold: from the purchase to the last credit. */
@ApplicationModule(allowedDependencies = {"engine", "notification", "money", "ledger", "catalog", "client", "onboarding", "payment", "credits"})
@NullMarked
package dev.upfront.packages;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
