/** The console's pages about payments, refunds and money that is stuck. */
@NullMarked
package dev.upfront.ops.web.money;

import org.jspecify.annotations.NullMarked;
