/** The evidence against a dispute: gathered from all rooms, and drawn as pages that a bank clerk understands. */
@NullMarked
package dev.upfront.dispute.pack;

import org.jspecify.annotations.NullMarked;
