package dev.upfront.portal.web.me;

import dev.upfront.booking.ClientBookings;
import dev.upfront.portal.Reader;
import java.util.List;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** What is still to come. */
@Component
@Order(10)
class SessionsSection implements Section {

    /** @param zone whose clock the times are on, such as "Berlin" */
    record View(List<SessionRows.Row> rows, String zone) {}

    private final ClientBookings bookings;
    private final SessionRows rows;

    SessionsSection(ClientBookings bookings, SessionRows rows) {
        this.bookings = bookings;
        this.rows = rows;
    }

    @Override
    public Drawn draw(SignedIn who) {
        return new Drawn(Place.MAIN, "portal/me/sessions", new View(rows.of(bookings.upcoming(who.client().id()), who), Reader.place(who.reader().zone())));
    }
}
