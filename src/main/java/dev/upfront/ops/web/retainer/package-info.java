/** The console's retainers: the list, one retainer's page, and what staff do with one. */
@NullMarked
package dev.upfront.ops.web.retainer;

import org.jspecify.annotations.NullMarked;
