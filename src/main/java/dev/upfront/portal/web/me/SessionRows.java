package dev.upfront.portal.web.me;

import dev.upfront.booking.Booking;
import dev.upfront.booking.BookingStatus;
import dev.upfront.booking.ForwardBookings;
import dev.upfront.catalog.Catalog;
import dev.upfront.credits.Credits;
import dev.upfront.credits.Hold;
import dev.upfront.money.Money;
import dev.upfront.payment.ClientPayments;
import dev.upfront.payment.Payment;
import dev.upfront.portal.When;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Writes bookings as rows of a list, upcoming and past ones alike. */
@Component
class SessionRows {

    /**
     * A session in a list.
     *
     * @param address where everything about it stands
     * @param where with whom and where, such as "With Ada · Video call"
     * @param kind of the state: "done", "waiting", "stuck" or "neutral"
     * @param money what is owed or was paid, null where there is nothing to say
     * @param owed whether something is owed now
     */
    record Row(String address, String offering, When when, String where, String kind, String word, @Nullable String money, boolean owed) {}

    private final Catalog catalog;
    private final ClientPayments payments;
    private final ForwardBookings forward;
    private final Credits credits;
    private final InstantSource clock;

    SessionRows(Catalog catalog, ClientPayments payments, ForwardBookings forward, Credits credits, InstantSource clock) {
        this.catalog = catalog;
        this.payments = payments;
        this.forward = forward;
        this.credits = credits;
        this.clock = clock;
    }

    List<Row> of(List<Booking> bookings, SignedIn who) {
        if (bookings.isEmpty()) {
            return List.of();
        }
        var bySubject = payments.of(who.client().id()).stream().collect(Collectors.groupingBy(payment -> payment.subject().id()));
        return bookings.stream().map(booking -> row(booking, bySubject, who)).toList();
    }

    private Row row(Booking booking, Map<UUID, List<Payment>> bySubject, SignedIn who) {
        var provider = catalog.provider(booking.provider());
        var paid = bySubject.getOrDefault(booking.id().value(), List.of());
        var owed = Debts.among(paid).stream().map(Debts::open).reduce(Money.zero(booking.price().currency()), Money::plus);
        return new Row(MeController.address(booking.reference()), booking.offeringName(), When.of(booking.startsAt(), booking.endsAt(), who.reader(), provider.zone()),
                "With " + provider.name() + (booking.place().isBlank() ? "" : " · " + booking.place()), kind(booking.status()), word(booking, who), money(booking, paid, owed, who), owed.isPositive());
    }

    private static String kind(BookingStatus status) {
        return switch (status) {
            case HELD -> "waiting";
            case CONFIRMED, DELIVERED -> "done";
            case CANCELLED, NOT_SHOWN, EXPIRED -> "neutral";
        };
    }

    private String word(Booking booking, SignedIn who) {
        return switch (booking.status()) {
            case HELD -> "Held until " + who.reader().momentSeenAt(booking.holdExpiresAt(), clock.instant());
            case CONFIRMED -> clock.instant().isBefore(booking.endsAt()) ? "Confirmed" : "Just ended";
            case DELIVERED -> "Took place";
            case CANCELLED -> "Cancelled";
            case NOT_SHOWN -> "Missed";
            case EXPIRED -> "Not booked";
        };
    }

    private @Nullable String money(Booking booking, List<Payment> payments, Money owed, SignedIn who) {
        var reader = who.reader();
        if (owed.isPositive()) {
            return booking.status() == BookingStatus.HELD ? reader.money(owed) + " to pay" : reader.money(owed) + " owed now";
        }
        if (booking.isUnfunded() && (!booking.status().ended() || booking.status() == BookingStatus.DELIVERED)) {
            return forward.paidAt(booking).map(at -> "not paid yet: by the renewal on " + reader.dateWithYear(at)).orElse("not paid yet");
        }
        if (booking.status() == BookingStatus.CONFIRMED && booking.dueLater().isPositive()) {
            return reader.money(booking.dueLater()) + " due after it";
        }
        var kept = payments.stream().map(Payment::kept).reduce(Money.zero(booking.price().currency()), Money::plus);
        return kept.isPositive() ? reader.money(kept) + " paid" : isPaidByCredit(booking) ? "1 credit" : null;
    }

    /** One that came back pays for nothing. */
    private boolean isPaidByCredit(Booking booking) {
        return booking.creditLot() != null && credits.holdOf(booking.id().value()).filter(hold -> hold.status() != Hold.Status.RELEASED).isPresent();
    }
}
