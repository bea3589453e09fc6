package dev.upfront.payment;

import dev.upfront.client.ClientId;
import dev.upfront.payment.stripe.SetupOrder;
import java.net.URI;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One try to keep a card without charging it. It goes from CREATED to OPEN, and from either to KEPT or ENDED, where it stays.
 *
 * @param id goes to Stripe, by which the try is found again there
 * @param session Stripe's id of the page; null before Stripe has answered
 */
record CardSetupTry(UUID id, UUID payer, ClientId client, String customer, String returnTo, Status status, @Nullable String session, @Nullable URI page,
                    Instant expiresAt, int sentCount, Instant createdAt) {

    enum Status { CREATED, OPEN, KEPT, ENDED }

    boolean isLive() {
        return status == Status.CREATED || status == Status.OPEN;
    }

    /** The same try gives the same order, and its key lets Stripe open one page however often it is sent. */
    SetupOrder order() {
        var separator = returnTo.contains("?") ? "&" : "?";
        return new SetupOrder("setup:" + id, id.toString(), customer, returnTo + separator + "checkout={CHECKOUT_SESSION_ID}", returnTo, expiresAt);
    }
}
