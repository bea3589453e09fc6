package dev.upfront.ops.web.client;

import dev.upfront.client.Client;
import dev.upfront.client.ClientId;
import dev.upfront.ops.web.Happening;
import dev.upfront.ops.web.Wording;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.UUID;

/** A strand of a client's timeline: what one room knows happened. Another room adds its strand as a component; in the order of {@code @Order}. */
interface Chapter {

    /** In addresses, such as "payments". */
    String key();

    /** On its chip, such as "Payments". */
    String word();

    /** What happened at that instant or before, latest first, at most so many; of the same instant always in the same order. */
    List<Happening> latest(Client client, Instant until, int limit, Wording words);

    /** The ids under which mails are written about what this chapter tells. */
    default Collection<UUID> mailSubjects(ClientId client) {
        return List.of();
    }
}
