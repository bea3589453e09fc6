package dev.upfront.payment;

import dev.upfront.client.ClientId;
import java.util.UUID;

/**
 * A client let us keep a card, the first one or another in its place. Whatever waits for a card that can be charged may go on.
 *
 * @param payer for whom it is kept, see {@link Subject}
 */
public record CardKept(UUID payer, ClientId clientId) {
}
