/** Clients, their consents, and how they come back: by secret links, and by signing in. */
@ApplicationModule(allowedDependencies = {"engine", "notification"})
@NullMarked
package dev.upfront.client;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
