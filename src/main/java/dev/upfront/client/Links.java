package dev.upfront.client;

import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * The door to secret links, by which clients come back without a password. The database knows only the SHA-256 of a link's
 * token, so that whoever reads the database cannot open one.
 */
@Service
@Transactional
public class Links {

    /** Long enough for a session booked far ahead and what is owed after it; an old mail does not open anything for ever. */
    static final Duration LIFETIME = Duration.ofDays(400);

    private final LinkRepository links;
    private final ClientRepository clients;
    private final InstantSource clock;

    Links(LinkRepository links, ClientRepository clients, InstantSource clock) {
        this.links = links;
        this.clients = clients;
        this.clock = clock;
    }

    /** Makes a new link and returns its token: the only time that anyone can know it. Earlier links stay good. */
    public String issue(ClientId client, UUID subject, Channel channel) {
        var token = Token.random();
        var now = clock.instant();
        links.add(Sha256.of(token), new Link(client, subject, channel), now, now.plus(LIFETIME));
        return token;
    }

    /**
     * What that token opens; nothing if it is foreign, revoked or expired. Opening one that came by mail proves that the client reads that
     * mailbox, which is noted the first time.
     */
    public Optional<Link> open(String token) {
        var link = links.find(Sha256.of(token), clock.instant());
        link.filter(found -> found.channel() == Channel.MAIL).ifPresent(found -> clients.markMailVerified(found.client(), clock.instant()));
        return link;
    }

    /** Makes all links about that subject useless. */
    public void revoke(UUID subject) {
        links.revoke(subject, clock.instant());
    }
}
