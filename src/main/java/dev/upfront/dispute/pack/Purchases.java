package dev.upfront.dispute.pack;

import dev.upfront.booking.BookingId;
import dev.upfront.booking.Bookings;
import dev.upfront.catalog.Catalog;
import dev.upfront.credits.CreditLot;
import dev.upfront.credits.Credits;
import dev.upfront.credits.Hold;
import dev.upfront.dispute.pack.Purchase.Told;
import dev.upfront.packages.PackageSaleId;
import dev.upfront.packages.PackageSales;
import dev.upfront.payment.Subject;
import dev.upfront.retainer.RetainerId;
import dev.upfront.retainer.RetainerPeriodId;
import dev.upfront.retainer.Retainers;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Asks the room that sold something what it was. */
@Component
class Purchases {

    private final Bookings bookings;
    private final PackageSales packages;
    private final Retainers retainers;
    private final Credits credits;
    private final Catalog catalog;

    Purchases(Bookings bookings, PackageSales packages, Retainers retainers, Credits credits, Catalog catalog) {
        this.bookings = bookings;
        this.packages = packages;
        this.retainers = retainers;
        this.credits = credits;
        this.catalog = catalog;
    }

    Purchase of(Subject subject, Wordings words) {
        return switch (subject.kind()) {
            case BOOKING -> booking(subject.id());
            case PACKAGE -> packageSale(subject, words);
            case RETAINER -> period(subject, words);
        };
    }

    private Purchase booking(UUID id) {
        var booking = bookings.booking(new BookingId(id));
        return new Purchase(booking.offeringName(), "a session of %d minutes with %s (%s)".formatted(booking.length().toMinutes(), catalog.provider(booking.provider()).name(), booking.place()),
                booking.createdAt(), booking.clientName(), booking.policy().sentence(Locale.ENGLISH), "booking-terms", List.of(id), List.of(id), null,
                bookings.timeline(booking.id()).stream().map(change -> new Told(change.at(), change.what(), change.by())).toList());
    }

    private Purchase packageSale(Subject subject, Wordings words) {
        var sale = packages.sale(new PackageSaleId(subject.id()));
        var lot = packages.lot(sale.id()).orElse(null);
        var ends = sale.endsAt() == null ? "without an end" : "to be used until " + words.moment(sale.endsAt());
        return new Purchase(sale.name(), "%d prepaid sessions, %s".formatted(sale.credits(), ends), sale.createdAt(), sale.clientName(), "", "package-terms",
                subject.id().equals(subject.payer()) ? List.of(subject.id()) : List.of(subject.payer(), subject.id()), sessions(lot), lot,
                packages.timeline(sale.id()).stream().map(change -> new Told(change.at(), change.what(), change.by())).toList());
    }

    private Purchase period(Subject subject, Wordings words) {
        var period = retainers.period(new RetainerPeriodId(subject.id()));
        var id = new RetainerId(subject.payer());
        var lot = period.lot() == null ? null : credits.lot(period.lot());
        var gives = period.sessions() == 0 ? "access" : period.sessions() == 1 ? "one session" : period.sessions() + " sessions";
        var terms = retainers.terms(id);
        return new Purchase(terms.name(), "a standing agreement: %s from %s to %s".formatted(gives, words.moment(period.startsAt()), words.moment(period.endsAt())),
                retainers.retainer(id).agreedAt(), "", "", "retainer-terms", List.of(id.value(), subject.id()), sessions(lot), lot,
                retainers.timeline(id).stream().map(change -> new Told(change.at(), change.what(), change.by())).toList());
    }

    /** Sessions whose credit came back to the lot were not paid for with it in the end. */
    private List<UUID> sessions(@Nullable CreditLot lot) {
        return lot == null ? List.of() : credits.holds(lot.id()).stream().filter(hold -> hold.status() != Hold.Status.RELEASED).map(Hold::booking).toList();
    }
}
