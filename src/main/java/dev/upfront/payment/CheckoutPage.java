package dev.upfront.payment;

import java.net.URI;

/** What stands where a client wants to pay. */
public sealed interface CheckoutPage {

    /** Stripe's page is open at that address. */
    record Ready(URI address) implements CheckoutPage {
    }

    /** It is paid; there is nothing to do. */
    record Paid() implements CheckoutPage {
    }

    /** An earlier try has no answer from Stripe yet. Nothing new is begun until it has; ask again in a few seconds. */
    record Checking() implements CheckoutPage {
    }

    /** The payment is no longer wanted. */
    record Closed() implements CheckoutPage {
    }
}
