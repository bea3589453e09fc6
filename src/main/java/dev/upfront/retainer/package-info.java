/** Retainers: standing agreements, their periods, and the credit lot that each paid period grants. */
@ApplicationModule(allowedDependencies = {"engine", "notification", "money", "ledger", "catalog", "client", "onboarding", "payment", "credits"})
@NullMarked
package dev.upfront.retainer;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
