package dev.upfront.ops.web;

import dev.upfront.client.Channel;
import dev.upfront.client.Client;
import dev.upfront.client.Links;
import dev.upfront.notification.Letter;
import dev.upfront.notification.Mails;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/** The links by which a client comes to a booking or a package, given anew and made useless by staff. */
@Component
public class ClientLinks {

    private final Links links;
    private final Mails mails;
    private final URI baseAddress;

    ClientLinks(Links links, Mails mails, @Value("${upfront.base-address}") URI baseAddress) {
        this.links = links;
        this.mails = mails;
        this.baseAddress = baseAddress;
    }

    /**
     * Mails the client a new link; the earlier ones stay good.
     *
     * @param kind of the mail, which names its template
     * @return what staff read about it
     */
    public String send(String kind, UUID subject, Client client, Map<String, ?> words) {
        var before = mails.about(subject).stream().filter(mail -> mail.kind().equals(kind)).count();
        var address = baseAddress + "/s/" + links.issue(client.id(), subject, Channel.MAIL);
        mails.send(new Letter(kind, subject, Long.toString(before + 1), client.mail(), client.locale(), address, words, List.of()));
        return "A new link is on its way to %s. The earlier ones stay good.".formatted(client.mail());
    }

    /** @return what staff read about it */
    public String revoke(UUID subject) {
        links.revoke(subject);
        return "None of the links sent so far opens anything any more. Send a new one when the client needs it.";
    }
}
