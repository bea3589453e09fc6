/** Debts: what happens to money that is owed after a charge failed, until it is recovered or written off. */
@ApplicationModule(allowedDependencies = {"engine", "notification", "money", "catalog", "client", "payment"})
@NullMarked
package dev.upfront.dunning;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
