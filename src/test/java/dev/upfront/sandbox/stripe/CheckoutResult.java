package dev.upfront.sandbox.stripe;

import java.net.URI;
import java.util.Optional;

/**
 * What came of an act on a hosted page.
 *
 * @param outcome what happened
 * @param next    where the browser goes: the success address, the authentication page, or the checkout page again
 * @param message what the page says after a decline
 */
public record CheckoutResult(Outcome outcome, URI next, Optional<String> message) {

    /** How an act on a hosted page may end. */
    public enum Outcome { COMPLETE, NEEDS_AUTHENTICATION, DECLINED, CLOSED }
}
