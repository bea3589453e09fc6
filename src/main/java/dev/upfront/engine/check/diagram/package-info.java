/** Diagrams, decision tables and forms as the flow check reads them. */
@NullMarked
package dev.upfront.engine.check.diagram;

import org.jspecify.annotations.NullMarked;
