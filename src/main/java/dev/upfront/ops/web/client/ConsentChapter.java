package dev.upfront.ops.web.client;

import dev.upfront.client.Client;
import dev.upfront.client.Clients;
import dev.upfront.ops.web.Happening;
import dev.upfront.ops.web.Wording;
import java.time.Instant;
import java.util.List;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** What the client agreed to, word for word. */
@Component
@Order(6)
class ConsentChapter implements Chapter {

    private final Clients clients;

    ConsentChapter(Clients clients) {
        this.clients = clients;
    }

    @Override
    public String key() {
        return "consents";
    }

    @Override
    public String word() {
        return "Consents";
    }

    @Override
    public List<Happening> latest(Client client, Instant until, int limit, Wording words) {
        return clients.consents(client.id(), until, limit).stream()
                .map(consent -> new Happening(consent.givenAt(), "done", "Agreed: “%s”".formatted(consent.text()), consent.kind() + ", from " + consent.address(), null))
                .toList();
    }
}
