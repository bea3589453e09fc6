/** The only user of Stripe's SDK: sends requests and reads answers; decides nothing. */
@NullMarked
package dev.upfront.payment.stripe;

import org.jspecify.annotations.NullMarked;
