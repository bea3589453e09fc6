package dev.upfront.ops.web.booking;

import dev.upfront.booking.Booking;
import dev.upfront.catalog.Catalog;
import dev.upfront.catalog.Provider;
import dev.upfront.ops.web.Chip;
import dev.upfront.ops.web.Wording;
import dev.upfront.payment.Payments;
import java.util.List;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/** Gathers from the rooms what a list of bookings shows. */
@Component
class SessionRows {

    private final Catalog catalog;
    private final Payments payments;

    SessionRows(Catalog catalog, Payments payments) {
        this.catalog = catalog;
        this.payments = payments;
    }

    List<SessionRow> of(List<Booking> bookings, Wording words) {
        var providers = catalog.providers().stream().collect(Collectors.toMap(Provider::id, Provider::name));
        return bookings.stream()
                .map(booking -> new SessionRow(booking, words.session(booking),
                        booking.clientName(),
                        providers.getOrDefault(booking.provider(), "–"), Chip.of(booking.status()), paid(booking, words)))
                .toList();
    }


    private String paid(Booking booking, Wording words) {
        var price = booking.price();
        if (price.isZero()) {
            return booking.creditLot() == null ? "Free" : "A credit";
        }
        var paid = payments.paid(booking.id().value(), price.currency());
        return paid.equals(price) ? words.money(price) : words.money(paid) + " of " + words.money(price);
    }
}
