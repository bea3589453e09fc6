/** Mail: one row per message, sent once. */
@ApplicationModule(allowedDependencies = {"engine"})
@NullMarked
package dev.upfront.notification;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
