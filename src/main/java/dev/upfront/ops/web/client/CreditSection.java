package dev.upfront.ops.web.client;

import dev.upfront.client.Client;
import dev.upfront.credits.CreditLot;
import dev.upfront.credits.Credits;
import dev.upfront.ops.web.Chip;
import dev.upfront.ops.web.SubjectLink;
import dev.upfront.ops.web.Subjects;
import dev.upfront.ops.web.Wording;
import dev.upfront.payment.Subject;
import org.jspecify.annotations.Nullable;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** The credits that can still be used, or are held for a session; what ends first stands first. */
@Component
@Order(2)
class CreditSection implements Section {

    private final Credits credits;
    private final Subjects subjects;

    CreditSection(Credits credits, Subjects subjects) {
        this.credits = credits;
        this.subjects = subjects;
    }

    @Override
    public Panel of(Client client, Wording words) {
        var lots = credits.ofClient(client.id()).stream().filter(lot -> !lot.finished()).toList();
        var sources = subjects.of(lots.stream().map(lot -> lot.id().value()).toList());
        return new Panel("Credits", lots.stream().map(lot -> row(lot, sources.get(lot.id().value()), words)).toList(), "None left.", null);
    }

    private static Row row(CreditLot lot, @Nullable Subject source, Wording words) {
        var held = lot.held() == 0 ? "" : ", %d held for sessions".formatted(lot.held());
        var end = lot.expiresAt() == null ? "no end" : "until " + words.moment(lot.expiresAt());
        return new Row("%s: %d of %d free%s".formatted(lot.name(), lot.free(), lot.bought(), held), "%s, %s unearned".formatted(end, words.money(lot.valueLeft())),
                lot.free() == 0 ? new Chip("neutral", "All taken") : null, source == null ? null : SubjectLink.of(source).address());
    }
}
