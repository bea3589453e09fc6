package dev.upfront.ops.web.booking;

import dev.upfront.booking.Booking;
import dev.upfront.catalog.Catalog;
import dev.upfront.catalog.Provider;
import dev.upfront.money.Money;
import dev.upfront.ops.web.Chip;
import dev.upfront.ops.web.Wording;
import dev.upfront.payment.Payment;
import dev.upfront.payment.PaymentStatus;
import dev.upfront.payment.Payments;
import java.util.List;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/** Gathers from the rooms what a list of bookings shows: one question to each, however long the list is. */
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
        var owed = payments.ofSubjects(bookings.stream().map(booking -> booking.id().value()).toList()).stream()
                .collect(Collectors.groupingBy(payment -> payment.subject().id()));
        return bookings.stream()
                .map(booking -> new SessionRow(booking, words.session(booking),
                        booking.clientName(),
                        providers.getOrDefault(booking.provider(), "–"), Chip.of(booking.status()),
                        paid(booking, owed.getOrDefault(booking.id().value(), List.of()), words)))
                .toList();
    }

    private static String paid(Booking booking, List<Payment> payments, Wording words) {
        var price = booking.price();
        if (price.isZero()) {
            return booking.creditLot() != null ? "A credit" : switch (booking.funding()) {
                case FUNDED -> "Free";
                case UNFUNDED -> "Unfunded: waits for its retainer";
                case BILLED -> payments.stream().anyMatch(payment -> payment.status() == PaymentStatus.OWED) ? "Billed, owed" : "Billed";
            };
        }
        var paid = payments.stream().map(Payment::kept).reduce(Money.zero(price.currency()), Money::plus);
        return paid.equals(price) ? words.money(price) : words.money(paid) + " of " + words.money(price);
    }
}
