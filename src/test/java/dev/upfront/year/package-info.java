/** A simulated year of a practice: random people, random weather, and after every day the books are compared. */
@NullMarked
package dev.upfront.year;

import org.jspecify.annotations.NullMarked;
