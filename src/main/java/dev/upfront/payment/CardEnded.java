package dev.upfront.payment;

import dev.upfront.client.ClientId;
import java.util.UUID;

/**
 * A card that was kept must never be charged again: a bank said so, of this card or of the same one kept for another payer.
 *
 * @param payer for whom it was kept, see {@link Subject}
 */
public record CardEnded(UUID payer, ClientId clientId) {
}
