package dev.upfront.ops.web.client;

import dev.upfront.client.Client;
import dev.upfront.client.ClientId;
import dev.upfront.ops.web.Happening;
import dev.upfront.ops.web.Wording;
import dev.upfront.packages.ClientPackages;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

@Component
@Order(2)
class PackageChapter implements Chapter {

    private final ClientPackages packages;

    PackageChapter(ClientPackages packages) {
        this.packages = packages;
    }

    @Override
    public String key() {
        return "packages";
    }

    @Override
    public String word() {
        return "Packages";
    }

    @Override
    public List<Happening> latest(Client client, Instant until, int limit, Wording words) {
        return packages.happened(client.id(), until, limit).stream()
                .map(happened -> new Happening(happened.change().at(), "neutral", happened.name() + ": " + happened.change().what(),
                        happened.change().by() + ", " + happened.reference(), "/ops/packages/" + happened.sale()))
                .toList();
    }

    @Override
    public Collection<UUID> mailSubjects(ClientId client) {
        return packages.ids(client);
    }
}
