/** Asks clients for forms and signatures, and keeps the evidence of contracts. */
@ApplicationModule(allowedDependencies = {"engine", "notification", "client", "form"})
@NullMarked
package dev.upfront.onboarding;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
