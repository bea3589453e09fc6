package dev.upfront.ops.web.client;

import dev.upfront.client.Client;
import dev.upfront.client.ClientId;
import dev.upfront.ops.web.Happening;
import dev.upfront.ops.web.Wording;
import dev.upfront.payment.MoneyHistory;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

@Component
@Order(3)
class PaymentChapter implements Chapter {

    private final MoneyHistory money;

    PaymentChapter(MoneyHistory money) {
        this.money = money;
    }

    @Override
    public String key() {
        return "payments";
    }

    @Override
    public String word() {
        return "Payments";
    }

    @Override
    public List<Happening> latest(Client client, Instant until, int limit, Wording words) {
        return money.payments(client.id(), until, limit).stream().map(event -> Happening.of(event, words).about(event.subject().reference())).toList();
    }

    /** Of refunds too. */
    @Override
    public Collection<UUID> mailSubjects(ClientId client) {
        return money.ids(client);
    }
}
