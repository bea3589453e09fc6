package dev.upfront.ops.web.client;

import dev.upfront.client.Client;
import dev.upfront.ops.web.Happening;
import dev.upfront.ops.web.Wording;
import dev.upfront.payment.MoneyHistory;
import java.time.Instant;
import java.util.List;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

@Component
@Order(4)
class RefundChapter implements Chapter {

    private final MoneyHistory money;

    RefundChapter(MoneyHistory money) {
        this.money = money;
    }

    @Override
    public String key() {
        return "refunds";
    }

    @Override
    public String word() {
        return "Refunds";
    }

    @Override
    public List<Happening> latest(Client client, Instant until, int limit, Wording words) {
        return money.refunds(client.id(), until, limit).stream().map(event -> Happening.of(event, words).about(event.subject().reference())).toList();
    }
}
