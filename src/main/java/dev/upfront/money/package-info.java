/** Amounts in a currency's minor units; values only, no beans. */
@ApplicationModule(allowedDependencies = {})
@NullMarked
package dev.upfront.money;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
