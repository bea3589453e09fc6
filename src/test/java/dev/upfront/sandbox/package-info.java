/** What stands in for the outside world in tests and in the development run: database, clock, mailbox, Stripe. */
@NullMarked
package dev.upfront.sandbox;

import org.jspecify.annotations.NullMarked;
