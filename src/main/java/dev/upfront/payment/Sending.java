package dev.upfront.payment;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * When a request was sent to Stripe under its idempotency key.
 *
 * @param firstAt when the key was first used, null before
 * @param lastAt when it was last used, null before
 * @param count how often it was sent
 */
record Sending(@Nullable Instant firstAt, @Nullable Instant lastAt, int count) {

    static final Sending NEVER = new Sending(null, null, 0);

    /** Stripe may drop a key after 24 hours and would then take it for a new request: https://docs.stripe.com/api/idempotent_requests. */
    private static final Duration KEY_LASTS = Duration.ofHours(22);
    /** Far longer than a request lives, at our end or at Stripe's. */
    private static final Duration IN_FLIGHT = Duration.ofMinutes(2);
    /** An error inside Stripe is saved under the key and would come back for ever. */
    private static final int MOST = 3;

    Sending again(Instant now) {
        return new Sending(firstAt == null ? now : firstAt, now, count + 1);
    }

    boolean never() {
        return count == 0;
    }

    /** Whether the same key may be sent, and gives the same answer if it was sent before. */
    boolean maySend(Instant now) {
        return count < MOST && (firstAt == null || firstAt.plus(KEY_LASTS).isAfter(now));
    }

    /** Whether what cannot be found at Stripe by now will never be there. */
    boolean hasLanded(Instant now) {
        return lastAt == null || lastAt.plus(IN_FLIGHT).isBefore(now);
    }
}
