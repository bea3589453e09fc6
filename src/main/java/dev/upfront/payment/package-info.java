/** Payments, attempts, refunds, cards on file and the Stripe inbox; payment.stripe is the only user of Stripe's SDK. */
@ApplicationModule(allowedDependencies = {"engine", "notification", "money", "ledger", "client"})
@NullMarked
package dev.upfront.payment;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
