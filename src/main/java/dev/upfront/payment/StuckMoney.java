package dev.upfront.payment;

import dev.upfront.client.ClientId;
import dev.upfront.money.Money;
import java.time.Instant;
import java.util.UUID;

/**
 * Money that waits for something.
 *
 * @param kind what sort of thing the subject is
 * @param subject the payment's or the refund's id
 * @param reference PAY-… or REF-…
 * @param why in words, such as "The card was declined: insufficient funds"
 * @param next the one thing to do about it, or what Upfront does by itself
 * @param decisionWaits whether a staff decision is what it waits for
 */
public record StuckMoney(Kind kind, UUID subject, String reference, UUID bookingId, String bookingReference, ClientId clientId, Money amount,
                         Instant since, String why, String next, boolean decisionWaits) {

    public enum Kind { PAYMENT, REFUND }
}
