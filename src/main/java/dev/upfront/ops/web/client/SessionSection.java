package dev.upfront.ops.web.client;

import dev.upfront.booking.ClientBookings;
import dev.upfront.client.Client;
import dev.upfront.ops.web.Chip;
import dev.upfront.ops.web.Wording;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** The sessions that are still to come. */
@Component
@Order(1)
class SessionSection implements Section {

    private static final int SHOWN = 5;

    private final ClientBookings bookings;

    SessionSection(ClientBookings bookings) {
        this.bookings = bookings;
    }

    @Override
    public Panel of(Client client, Wording words) {
        return new Panel("Next sessions", bookings.upcoming(client.id()).stream().limit(SHOWN)
                .map(booking -> new Row(words.session(booking), booking.offeringName() + ", " + booking.reference(), Chip.of(booking.status()),
                        "/ops/bookings/" + booking.id())).toList(),
                "No session is booked.", new More("All bookings", "/ops/bookings?q=" + URLEncoder.encode(client.mail(), StandardCharsets.UTF_8)));
    }
}
