package dev.upfront.payment;

import dev.upfront.client.ClientId;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A client no longer lets us keep a card.
 *
 * @param paymentMethod Stripe's id of it
 * @param payer for whom it was kept, see {@link Subject}; null in what an earlier version of Upfront wrote
 */
public record CardRemoved(String paymentMethod, @Nullable UUID payer, @Nullable ClientId clientId) {
}
