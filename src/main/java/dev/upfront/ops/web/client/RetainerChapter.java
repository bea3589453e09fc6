package dev.upfront.ops.web.client;

import dev.upfront.client.Client;
import dev.upfront.client.ClientId;
import dev.upfront.ops.web.Happening;
import dev.upfront.ops.web.Wording;
import dev.upfront.retainer.RetainerList;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

@Component
@Order(2)
class RetainerChapter implements Chapter {

    private final RetainerList retainers;

    RetainerChapter(RetainerList retainers) {
        this.retainers = retainers;
    }

    @Override
    public String key() {
        return "retainers";
    }

    @Override
    public String word() {
        return "Retainers";
    }

    @Override
    public List<Happening> latest(Client client, Instant until, int limit, Wording words) {
        return retainers.happened(client.id(), until, limit).stream()
                .map(happened -> new Happening(happened.change().at(), "neutral", happened.change().what(), happened.change().by() + ", " + happened.reference(),
                        "/ops/retainers/" + happened.retainer()))
                .toList();
    }

    @Override
    public Collection<UUID> mailSubjects(ClientId client) {
        return retainers.ids(client);
    }
}
