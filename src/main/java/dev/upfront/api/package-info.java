/** What integrators see: JSON under /api/v1, with API keys. */
@ApplicationModule(allowedDependencies = {"engine", "notification", "money", "ledger", "catalog", "client", "calendar", "form", "onboarding", "payment", "booking", "portal"})
@NullMarked
package dev.upfront.api;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
