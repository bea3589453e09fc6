/** What retainers reckon with: renewals, prorations, credits that roll over. Values only. */
@NullMarked
package dev.upfront.retainer.arithmetic;

import org.jspecify.annotations.NullMarked;
