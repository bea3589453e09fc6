/** Clients, their consents, and the secret links by which they come back. */
@ApplicationModule(allowedDependencies = {})
@NullMarked
package dev.upfront.client;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
