/** Measurements that one runs by hand; none of them is a test. */
@NullMarked
package dev.upfront.benchmark;

import org.jspecify.annotations.NullMarked;
