package dev.upfront.portal.web.me;

import java.time.InstantSource;
import java.time.YearMonth;
import java.util.List;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** The cards that are kept, and the way to take each back. */
@Component
@Order(40)
class CardsSection implements Section {

    private static final int NAMED = 3;

    /**
     * @param card such as "Visa ending in 4242"
     * @param expiry such as "12/2027"
     * @param others how many more things it is kept for
     */
    record Card(String id, String card, String expiry, boolean expired, List<String> keptFor, int others) {}

    record View(List<Card> cards) {}

    private final KeptCards cards;
    private final InstantSource clock;

    CardsSection(KeptCards cards, InstantSource clock) {
        this.cards = cards;
        this.clock = clock;
    }

    @Override
    public Drawn draw(SignedIn who) {
        return new Drawn(Place.BESIDE, "portal/me/cards", new View(cards.of(who).stream().map(kept -> card(kept, who)).toList()));
    }

    Card card(KeptCards.KeptCard kept, SignedIn who) {
        var expires = YearMonth.of(kept.card().expiryYear(), kept.card().expiryMonth());
        var keptFor = cards.keptFor(kept, who);
        return new Card(kept.id().toString(), kept.card().toString(), "%02d/%d".formatted(expires.getMonthValue(), expires.getYear()),
                expires.isBefore(YearMonth.from(clock.instant().atZone(who.reader().zone()))), keptFor.stream().limit(NAMED).toList(), Math.max(0, keptFor.size() - NAMED));
    }
}
