package dev.upfront.payment;

import dev.upfront.client.ClientId;
import dev.upfront.money.Money;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What our rows said about one PaymentIntent at some moment: what Stripe's books should say too.
 *
 * @param collected what the attempt had brought; nothing while it was not settled
 * @param refunded what went back of it
 * @param disputed what the client's bank has taken of it, for now or for good
 * @param underWay refunds that Stripe may have booked and had not confirmed
 * @param settledAt when the money was taken note of, be it later; null if it never was
 */
public record HeldAtStripe(String intent, PaymentId payment, String reference, UUID subject, ClientId client, Money collected, Money refunded, Money disputed,
                           Money underWay, @Nullable Instant settledAt) {

    /** What should be left of it in Stripe's books, before fees. */
    public Money left() {
        return collected.minus(refunded).minus(disputed);
    }
}
