/** Reconciliation: Stripe's books held against ours every day; what differs is healed where that is safe, and otherwise told to staff. */
@ApplicationModule(allowedDependencies = {"engine", "notification", "money", "ledger", "catalog", "client", "payment"})
@NullMarked
package dev.upfront.reconciliation;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
