package dev.upfront.credits;

import dev.upfront.client.ClientId;
import dev.upfront.money.Money;
import dev.upfront.payment.Subject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A room's wish to give a client credits.
 *
 * @param source what was paid: its unearned money becomes the lot's; granting again for the same source is one lot
 * @param name what the client reads, such as "Ten sessions"
 * @param value what was paid for all of them; nothing for a gift
 * @param expiresAt from when on free credits can't be used; null for never
 * @param grace how long a credit that comes back after that may still be used
 * @param shareable whether other clients, such as a household's, may be let use them
 */
public record Grant(ClientId client, Subject source, String name, int credits, Money value, List<Covered> covers, @Nullable Instant expiresAt, Duration grace,
                    boolean shareable) {

    public Grant {
        if (credits < 1) {
            throw new IllegalArgumentException("A lot of %d credits can't be granted for %s".formatted(credits, source.reference()));
        }
        covers = List.copyOf(covers);
    }

    /** For that client alone. */
    public Grant(ClientId client, Subject source, String name, int credits, Money value, List<Covered> covers, @Nullable Instant expiresAt, Duration grace) {
        this(client, source, name, credits, value, covers, expiresAt, grace, false);
    }
}
