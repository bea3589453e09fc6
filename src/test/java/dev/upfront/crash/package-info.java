/** Kills of every part at every step of a booking, a package and a retainer, faults of the network, two instances and a rolling update, with real processes. */
@NullMarked
package dev.upfront.crash;

import org.jspecify.annotations.NullMarked;
