/** What processes ask staff for. */
@NullMarked
package dev.upfront.ops.process;

import org.jspecify.annotations.NullMarked;
