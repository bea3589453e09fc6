/** The console's pages about disputes. */
@NullMarked
package dev.upfront.ops.web.dispute;

import org.jspecify.annotations.NullMarked;
