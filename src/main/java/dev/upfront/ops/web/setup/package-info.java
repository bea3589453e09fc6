/** The console's pages where a practice sets up what can be booked. */
@NullMarked
package dev.upfront.ops.web.setup;

import org.jspecify.annotations.NullMarked;
