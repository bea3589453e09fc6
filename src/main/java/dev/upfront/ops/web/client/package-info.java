/** One client's whole record: how they stand, what they have, and what happened. */
@NullMarked
package dev.upfront.ops.web.client;

import org.jspecify.annotations.NullMarked;
