package dev.upfront.payment;

/** Stripe did not take the request; nothing was charged. */
public class StripeUnavailable extends RuntimeException {
    StripeUnavailable(String message) {
        super(message);
    }
}
