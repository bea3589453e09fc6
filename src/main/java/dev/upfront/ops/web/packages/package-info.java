/** The console's pages about packages that were sold. */
@NullMarked
package dev.upfront.ops.web.packages;

import org.jspecify.annotations.NullMarked;
