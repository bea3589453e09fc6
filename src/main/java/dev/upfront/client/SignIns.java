package dev.upfront.client;

import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * The door to signing in: a link by mail, good once and for a short time, and the browsers that were signed in by one. Links and browsers are known
 * by random tokens of which the database has only the SHA-256: nothing can be read out of a token, and there is nothing to forge.
 */
@Service
@Transactional
public class SignIns {

    /** How long after it was asked for a link can be used. */
    public static final Duration LINK_LIFETIME = Duration.ofMinutes(15);

    /** How long a browser stays signed in. */
    public static final Duration LIFETIME = Duration.ofDays(30);

    private final SignInRepository signIns;
    private final ClientRepository clients;
    private final ApplicationEventPublisher events;
    private final InstantSource clock;

    SignIns(SignInRepository signIns, ClientRepository clients, ApplicationEventPublisher events, InstantSource clock) {
        this.signIns = signIns;
        this.clients = clients;
        this.events = events;
        this.clock = clock;
    }

    /**
     * Sends a link to that address if it is a client's. The address is looked up after the answer, so that neither what this returns nor how long
     * it takes tells whether it is.
     *
     * @throws IllegalArgumentException with a sentence for the person who typed what is no mail address
     */
    public void askForLink(String mail) {
        events.publishEvent(new SignInLinkAsked(MailAddress.checked(mail), clock.instant()));
    }

    /** Whether a link with that token would sign somebody in; looking does not use it up, because mail scanners look at every link. */
    @Transactional(readOnly = true)
    public boolean isGood(String linkToken) {
        return signIns.isGoodLink(Sha256.of(linkToken), clock.instant());
    }

    /**
     * Uses the link up. Who has it reads that client's mailbox, which is noted.
     *
     * @return the token by which the browser is known from now on, the only time that anyone can know it; nothing when the link is foreign, used or too old
     */
    public Optional<String> signIn(String linkToken) {
        var now = clock.instant();
        return signIns.useLink(Sha256.of(linkToken), now).map(client -> {
            clients.markMailVerified(client, now);
            var token = Token.random();
            signIns.begin(Sha256.of(token), client, now, now.plus(LIFETIME));
            return token;
        });
    }

    /** Who is signed in with that token; nobody when it is foreign, ended or too old. */
    @Transactional(readOnly = true)
    public Optional<Client> signedIn(String token) {
        return signIns.signedIn(Sha256.of(token), clock.instant()).flatMap(clients::find);
    }

    /** Ends what that token began; anything else is as it was. */
    public void signOut(String token) {
        signIns.end(Sha256.of(token), clock.instant());
    }

    /** Ends every sign-in of the client, every link to sign in that was not used yet, and every link that a browser was sent to; links in mails stay good. */
    public void signOutEverywhere(ClientId client) {
        signIns.endAll(client, clock.instant());
    }
}
