/** The console: its frame, its sign-in, and what its pages share. */
@NullMarked
package dev.upfront.ops.web;

import org.jspecify.annotations.NullMarked;
