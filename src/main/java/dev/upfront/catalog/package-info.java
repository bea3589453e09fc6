/** What can be booked: the practice, its providers, offerings, terms and cancellation policies. */
@ApplicationModule(allowedDependencies = {"money", "notification"})
@NullMarked
package dev.upfront.catalog;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
