/** What can be booked or agreed: the practice, its providers, offerings, terms and policies, and the packages and retainer plans on sale. */
@ApplicationModule(allowedDependencies = {"money", "notification"})
@NullMarked
package dev.upfront.catalog;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
