package dev.upfront.portal.web.me;

import dev.upfront.booking.ClientBookings;
import java.util.List;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** The latest sessions that are over; the rest has a page of its own. */
@Component
@Order(20)
class PastSection implements Section {

    private static final int SHOWN = 4;
    static final int PAGE = 20;

    /** @param more whether there are earlier ones */
    record View(List<SessionRows.Row> rows, boolean more) {}

    private final ClientBookings bookings;
    private final SessionRows rows;

    PastSection(ClientBookings bookings, SessionRows rows) {
        this.bookings = bookings;
        this.rows = rows;
    }

    @Override
    public Drawn draw(SignedIn who) {
        return new Drawn(Place.MAIN, "portal/me/past", view(who, 0, SHOWN));
    }

    /** @param page from 1 */
    View page(SignedIn who, int page) {
        return view(who, (page - 1) * PAGE, PAGE);
    }

    private View view(SignedIn who, int skip, int shown) {
        var found = bookings.past(who.client().id(), skip, shown + 1);
        return new View(rows.of(found.stream().limit(shown).toList(), who), found.size() > shown);
    }
}
