/** Reads Camunda forms, renders and validates them, stores answers. */
@ApplicationModule(allowedDependencies = {"engine"})
@NullMarked
package dev.upfront.form;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
