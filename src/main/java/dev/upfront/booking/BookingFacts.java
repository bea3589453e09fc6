package dev.upfront.booking;

import dev.upfront.catalog.Catalog;
import dev.upfront.client.Clients;
import java.util.Map;
import org.springframework.stereotype.Component;

/** What contracts and mails may say about a booking, as people read it. */
@Component
class BookingFacts {

    private final Catalog catalog;
    private final Clients clients;

    BookingFacts(Catalog catalog, Clients clients) {
        this.catalog = catalog;
        this.clients = clients;
    }

    /** By the names that contracts use as placeholders. */
    Map<String, String> of(Booking booking) {
        var locale = clients.client(booking.client()).locale();
        return Map.ofEntries(
                Map.entry("client", booking.clientName()),
                Map.entry("practice", catalog.practice().name()),
                Map.entry("provider", catalog.provider(booking.provider()).name()),
                Map.entry("offering", booking.offeringName()),
                Map.entry("duration", booking.length().toMinutes() + " minutes"),
                Map.entry("price", booking.price().format(locale)),
                Map.entry("deposit", booking.dueAtBooking().format(locale)),
                Map.entry("balance", booking.dueLater().format(locale)),
                Map.entry("date", SessionTime.of(booking.startsAt(), booking.endsAt(), booking.clientZone()).toString()),
                Map.entry("place", booking.place()),
                Map.entry("cancellationPolicy", booking.policy().sentence(locale)),
                Map.entry("reference", booking.reference()));
    }
}
