/** The reconciliation process and its jobs. */
@NullMarked
package dev.upfront.reconciliation.process;

import org.jspecify.annotations.NullMarked;
