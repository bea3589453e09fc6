package dev.upfront.client;

import dev.upfront.engine.AfterCommit;
import dev.upfront.notification.Letter;
import dev.upfront.notification.Mails;
import java.net.URI;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Mails links to sign in to those who are clients; whoever is not hears nothing. */
@Component
class SignInMails {

    private static final String KIND = "client.sign-in";

    private final ClientRepository clients;
    private final SignInRepository signIns;
    private final Mails mails;
    private final TransactionTemplate transaction;
    private final InstantSource clock;
    private final URI baseAddress;

    SignInMails(ClientRepository clients, SignInRepository signIns, Mails mails, TransactionTemplate transaction, InstantSource clock,
            @Value("${upfront.base-address}") URI baseAddress) {
        this.clients = clients;
        this.signIns = signIns;
        this.mails = mails;
        this.transaction = transaction;
        this.clock = clock;
        this.baseAddress = baseAddress;
    }

    /** Nobody waits any more for a link that was asked for long ago. */
    @AfterCommit
    void send(SignInLinkAsked asked) {
        if (asked.at().plus(SignIns.LINK_LIFETIME).isAfter(clock.instant())) {
            transaction.executeWithoutResult(status -> clients.findByMail(asked.mail()).ifPresent(client -> send(client, asked.at().toString())));
        }
    }

    /** The name is left out: until a mailbox is verified, anybody may have typed it. */
    private void send(Client client, String request) {
        if (mails.wrote(KIND, client.id().value(), request)) {
            return;
        }
        var token = Token.random();
        var now = clock.instant();
        signIns.addLink(Sha256.of(token), client.id(), now, now.plus(SignIns.LINK_LIFETIME));
        mails.send(new Letter(KIND, client.id().value(), request, client.mail(), client.locale(), baseAddress + "/me/sign-in/" + token,
                Map.of("mail", client.mail(), "minutes", SignIns.LINK_LIFETIME.toMinutes()), List.of()));
    }
}
