package dev.upfront.credits;

import dev.upfront.client.ClientId;
import java.util.UUID;

/** By what right credits are used. */
public sealed interface Holder {

    /** A client who has proven to be that client, or staff for them: every lot of theirs, and those that are shared with them. */
    record Signed(ClientId client) implements Holder {}

    /** Whoever has the link to what was paid: the lots of that payer, see {@link dev.upfront.payment.Subject}. */
    record Payer(UUID payer) implements Holder {}
}
