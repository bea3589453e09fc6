/** What the book says, for staff: earned, unearned and owed, any account line by line, a client’s month, and all of it as a file. */
@NullMarked
package dev.upfront.ops.web.ledger;

import org.jspecify.annotations.NullMarked;
