package dev.upfront.payment;

import dev.upfront.client.ClientId;
import dev.upfront.money.Money;
import java.time.Instant;
import java.util.UUID;

/**
 * Money that waits for something.
 *
 * @param kind what sort of thing waits
 * @param id the payment's or the refund's
 * @param reference PAY-… or REF-…
 * @param why in words, such as "The card was declined: insufficient funds"
 * @param next the one thing to do about it, or what Upfront does by itself
 * @param decisionWaits whether a staff decision is what it waits for
 */
public record StuckMoney(Kind kind, UUID id, String reference, Subject subject, ClientId clientId, Money amount,
                         Instant since, String why, String next, boolean decisionWaits) {

    public enum Kind { PAYMENT, REFUND }
}
