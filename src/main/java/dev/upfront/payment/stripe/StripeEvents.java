package dev.upfront.payment.stripe;

import com.stripe.param.EventListParams;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.springframework.stereotype.Component;

/** What happened at Stripe, whether or not a webhook told us: https://docs.stripe.com/api/events/list. Stripe remembers 30 days. */
@Component
public class StripeEvents {

    private static final int MOST_TYPES = 20;

    private final StripeConnection connection;

    StripeEvents(StripeConnection connection) {
        this.connection = connection;
    }

    /**
     * Every event since a moment, oldest first. What happens while this is read may be missing.
     *
     * @param types at most 20; empty for all
     */
    public StripeReply<List<ToldEvent>> since(Instant since, Set<String> types) {
        if (types.size() > MOST_TYPES) {
            throw new IllegalArgumentException("Stripe takes at most %d types, not %d".formatted(MOST_TYPES, types.size()));
        }
        var created = EventListParams.Created.builder().setGte(since.getEpochSecond()).build();
        return connection.ask("listEvents", () -> StripeConnection.all(last -> {
            var page = EventListParams.builder().setCreated(created).setLimit(StripeConnection.PAGE).setStartingAfter(last);
            return connection.v1().events().list((types.isEmpty() ? page : page.addAllType(types.stream().sorted().toList())).build());
        }, event -> new ToldEvent(event.getId(), event.getType(), Instant.ofEpochSecond(event.getCreated()), event.toJson())));
    }
}
