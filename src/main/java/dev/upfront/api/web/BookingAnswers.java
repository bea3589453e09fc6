package dev.upfront.api.web;

import dev.upfront.booking.Booking;
import dev.upfront.booking.Bookings;
import dev.upfront.catalog.Catalog;
import dev.upfront.client.Channel;
import dev.upfront.client.Clients;
import dev.upfront.client.Links;
import dev.upfront.payment.Payments;
import java.net.URI;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/** Gathers what the rooms know of a booking. */
@Component
class BookingAnswers {

    private final Bookings bookings;
    private final Catalog catalog;
    private final Clients clients;
    private final Payments payments;
    private final Links links;
    private final URI baseAddress;

    BookingAnswers(Bookings bookings, Catalog catalog, Clients clients, Payments payments, Links links,
            @Value("${upfront.base-address}") URI baseAddress) {
        this.bookings = bookings;
        this.catalog = catalog;
        this.clients = clients;
        this.payments = payments;
        this.links = links;
        this.baseAddress = baseAddress;
    }

    BookingAnswer of(Booking booking) {
        return BookingAnswer.of(booking, catalog.provider(booking.provider()), clients.client(booking.client()).mail(),
                payments.paid(booking.id().value(), booking.price().currency()), bookings.closing(booking.id()).orElse(null));
    }

    /** With a new link for the client's browser: only a token's hash is kept, so an earlier one can't be shown again. */
    BookingAnswer withStepAddress(Booking booking) {
        var token = links.issue(booking.client(), booking.id().value(), Channel.BROWSER);
        return of(booking).withStepAddress(URI.create(baseAddress + "/s/" + token));
    }
}
