/** A stand-in for Stripe: a real HTTP server with state, reached only through its base address. */
package dev.upfront.sandbox.stripe;
