/** What the dunning process asks for, and what it is told. */
@NullMarked
package dev.upfront.dunning.process;

import org.jspecify.annotations.NullMarked;
