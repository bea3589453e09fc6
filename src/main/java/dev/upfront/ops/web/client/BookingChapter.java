package dev.upfront.ops.web.client;

import dev.upfront.booking.ClientBookings;
import dev.upfront.client.Client;
import dev.upfront.client.ClientId;
import dev.upfront.ops.web.Happening;
import dev.upfront.ops.web.Wording;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

@Component
@Order(1)
class BookingChapter implements Chapter {

    private final ClientBookings bookings;

    BookingChapter(ClientBookings bookings) {
        this.bookings = bookings;
    }

    @Override
    public String key() {
        return "bookings";
    }

    @Override
    public String word() {
        return "Bookings";
    }

    @Override
    public List<Happening> latest(Client client, Instant until, int limit, Wording words) {
        return bookings.happened(client.id(), until, limit).stream()
                .map(happened -> new Happening(happened.change().at(), "neutral", happened.offeringName() + ": " + happened.change().what(),
                        happened.change().by() + ", " + happened.reference(), "/ops/bookings/" + happened.booking()))
                .toList();
    }

    @Override
    public Collection<UUID> mailSubjects(ClientId client) {
        return bookings.ids(client);
    }
}
