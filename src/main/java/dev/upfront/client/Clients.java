package dev.upfront.client;

import java.time.Instant;
import java.time.ZoneId;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.NoSuchElementException;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** The door to clients and what they consented to. */
@Service
@Transactional
public class Clients {

    private final ClientRepository clients;
    private final ConsentRepository consents;

    Clients(ClientRepository clients, ConsentRepository consents) {
        this.clients = clients;
        this.consents = consents;
    }

    /**
     * Adds a client, or updates the one who has that mail address (in upper or lower case alike). What is known of the mailbox stays:
     * registering proves nothing about whose mail address it is. Once its owner has opened a mailed link, the name and the phone number stay too,
     * so that a stranger who types the address changes nothing.
     *
     * @throws IllegalArgumentException with a sentence for the person who typed it
     */
    public Client register(String name, String mail, @Nullable String phone, ZoneId zone, Locale locale) {
        if (name.isBlank()) {
            throw new IllegalArgumentException("Please give your name.");
        }
        return clients.register(ClientId.next(), name.strip(), MailAddress.checked(mail), phone == null || phone.isBlank() ? null : phone.strip(), zone, locale);
    }

    /** @throws NoSuchElementException if there is none */
    public Client client(ClientId id) {
        return clients.find(id).orElseThrow(() -> new NoSuchElementException("There is no client " + id));
    }

    /** Clients whose name or mail address contains that text, by name; at most 50. */
    public List<Client> search(String text) {
        return clients.search(text);
    }

    /** Keeps what a client agreed to, word for word, with its SHA-256. */
    public Consent recordConsent(ClientId client, String kind, String text, String address, String userAgent, Instant givenAt) {
        var consent = new Consent(client, kind, text, HexFormat.of().formatHex(Sha256.of(text)), address, userAgent, givenAt);
        consents.add(consent);
        return consent;
    }

    /** Those clients that exist, in one question. */
    public List<Client> clients(Collection<UUID> ids) {
        return ids.isEmpty() ? List.of() : clients.find(ids);
    }

    /** What a client agreed to until that instant, latest first. */
    public List<Consent> consents(ClientId client, Instant until, int limit) {
        return consents.of(client, until, limit);
    }

    /** What a client agreed to, oldest first. */
    public List<Consent> consents(ClientId client) {
        return consents.of(client);
    }
}
