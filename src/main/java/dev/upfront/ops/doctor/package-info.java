/** Whether this installation is well: one finding per thing it needs, each with the remedy. */
@NamedInterface("doctor") // the command asks it, too
@NullMarked
package dev.upfront.ops.doctor;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
