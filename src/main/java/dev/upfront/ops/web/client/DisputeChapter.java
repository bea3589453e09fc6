package dev.upfront.ops.web.client;

import dev.upfront.client.Client;
import dev.upfront.client.ClientId;
import dev.upfront.dispute.Disputes;
import dev.upfront.ops.web.Disputed;
import dev.upfront.ops.web.Happening;
import dev.upfront.ops.web.Wording;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

@Component
@Order(5)
class DisputeChapter implements Chapter {

    private final Disputes disputes;

    DisputeChapter(Disputes disputes) {
        this.disputes = disputes;
    }

    @Override
    public String key() {
        return "disputes";
    }

    @Override
    public String word() {
        return "Disputes";
    }

    @Override
    public List<Happening> latest(Client client, Instant until, int limit, Wording words) {
        return disputes.history(client.id(), until, limit).stream().map(happened -> new Happening(happened.change().at(),
                Disputed.kind(happened.change().what()), happened.change().what(), happened.change().by(), "/ops/disputes/" + happened.dispute())
                .about(happened.reference())).toList();
    }

    @Override
    public Collection<UUID> mailSubjects(ClientId client) {
        return disputes.ofClient(client).stream().map(dispute -> dispute.id().value()).toList();
    }
}
