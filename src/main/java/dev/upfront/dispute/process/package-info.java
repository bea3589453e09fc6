/** What the dispute process asks for, and what it is told. */
@NullMarked
package dev.upfront.dispute.process;

import org.jspecify.annotations.NullMarked;
