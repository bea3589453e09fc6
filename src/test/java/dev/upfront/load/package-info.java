/** How much the application carries on this machine, and how much of that is the engine's own limit: {@code mvn verify -Pload}. */
@NullMarked
package dev.upfront.load;

import org.jspecify.annotations.NullMarked;
