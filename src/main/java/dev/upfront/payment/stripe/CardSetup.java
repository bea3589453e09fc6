package dev.upfront.payment.stripe;

import java.net.URI;
import java.time.Instant;

/** What became of a Checkout Session that is to keep a card. */
public sealed interface CardSetup {

    /** It waits for the client. */
    record Open(String session, URI address, Instant expiresAt) implements CardSetup {
    }

    /** The card is on the customer's file, and its holder agreed to later charges. */
    record Kept(String session, KeptCard card) implements CardSetup {
    }

    /** Over without a card. */
    record Ended(String session, String why) implements CardSetup {
    }
}
