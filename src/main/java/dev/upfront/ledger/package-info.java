/** The double-entry book: accounts, entries, balances. */
@ApplicationModule(allowedDependencies = {"money"})
@NullMarked
package dev.upfront.ledger;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
