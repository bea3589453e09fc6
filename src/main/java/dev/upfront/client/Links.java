package dev.upfront.client;

import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Base64;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * The door to secret links, by which clients come back without a password. A link's token is 128 random bits; the database knows only its
 * SHA-256, so that whoever reads the database cannot open one.
 */
@Service
@Transactional
public class Links {

    /** Long enough for a session booked far ahead and what is owed after it; an old mail does not open anything for ever. */
    static final Duration LIFETIME = Duration.ofDays(400);

    private static final int TOKEN_BYTES = 16;

    private final SecureRandom random = new SecureRandom();
    private final LinkRepository links;
    private final ClientRepository clients;
    private final InstantSource clock;

    Links(LinkRepository links, ClientRepository clients, InstantSource clock) {
        this.links = links;
        this.clients = clients;
        this.clock = clock;
    }

    /** Makes a new link and returns its token (22 characters of base64url): the only time that anyone can know it. Earlier links stay good. */
    public String issue(ClientId client, UUID subject, Channel channel) {
        var bits = new byte[TOKEN_BYTES];
        random.nextBytes(bits);
        var token = Base64.getUrlEncoder().withoutPadding().encodeToString(bits);
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
