/** The flow check: a bad edit of a diagram is refused with a sentence that says where, why and what to do. */
@NullMarked
package dev.upfront.engine.check;

import org.jspecify.annotations.NullMarked;
