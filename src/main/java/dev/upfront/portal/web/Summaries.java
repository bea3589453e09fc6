package dev.upfront.portal.web;

import dev.upfront.booking.Booking;
import dev.upfront.booking.BookingStatus;
import dev.upfront.catalog.Offering;
import dev.upfront.catalog.Provider;
import dev.upfront.money.Money;
import dev.upfront.payment.Payment;
import dev.upfront.payment.PaymentStatus;
import dev.upfront.portal.Reader;
import dev.upfront.portal.Summary;
import dev.upfront.portal.Summary.Figure;
import dev.upfront.portal.Visit;
import dev.upfront.portal.When;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Writes the card that is always in sight. */
final class Summaries {

    private final Reader reader;

    Summaries(Reader reader) {
        this.reader = reader;
    }

    /** Before anything is booked. */
    Summary of(Offering offering, @Nullable Provider provider, @Nullable When when) {
        var now = offering.terms().dueAtBooking(offering.price());
        return new Summary(offering.name(), provider == null ? null : provider.name(), when, offering.place(), length(offering.duration()), null,
                planned(offering.price(), now, offering.terms().balance(offering.price())), brief(now, "today"), offering.policy().sentence(reader.locale()));
    }

    Summary of(Visit visit, Instant now) {
        var booking = visit.booking();
        var held = booking.status() == BookingStatus.HELD;
        var when = When.of(booking.startsAt(), booking.endsAt(), reader, visit.provider().zone());
        var paid = kept(visit);
        var figures = held && paid.isZero() ? planned(booking.price(), booking.dueAtBooking(), booking.dueLater()) : standing(visit, paid);
        return new Summary(booking.offeringName(), visit.provider().name(), when, booking.place(), length(booking.length()),
                held ? "Held for you until " + reader.momentSeenAt(booking.holdExpiresAt(), now) : null, figures,
                held && paid.isZero() ? brief(booking.dueAtBooking(), "today") : briefly(visit, paid),
                booking.status().ended() ? null : booking.policy().sentence(reader.locale()));
    }

    /** Such as "60 minutes", "3 hours" or "1 hour 30 minutes". */
    static String length(Duration length) {
        var hours = length.toHours();
        var minutes = length.toMinutesPart();
        if (length.toMinutes() <= 90 || hours == 0) {
            return length.toMinutes() + (length.toMinutes() == 1 ? " minute" : " minutes");
        }
        return hours + " hours" + (minutes == 0 ? "" : " " + minutes + " minutes");
    }

    static Money kept(Visit visit) {
        return visit.payments().stream().map(Payment::kept).reduce(Money.zero(visit.booking().price().currency()), Money::plus);
    }

    /** Such as "€40.00 today, €80.00 after the session". */
    String terms(Offering offering) {
        var now = offering.terms().dueAtBooking(offering.price());
        var later = offering.terms().balance(offering.price());
        if (offering.price().isZero()) {
            return "Nothing to pay";
        }
        return later.isZero() ? "Paid when booking" : "%s today, %s after the session".formatted(reader.money(now), reader.money(later));
    }

    private List<Figure> planned(Money price, Money now, Money later) {
        if (price.isZero()) {
            return List.of(new Figure("now", "Price", null, "Free"));
        }
        var figures = new ArrayList<>(List.of(new Figure("now", "Due today", null, reader.money(now))));
        if (later.isPositive()) {
            figures.add(new Figure("later", "Due later", "after the session", reader.money(later)));
            figures.add(new Figure("total", "Price", null, reader.money(price)));
        }
        return figures;
    }

    private List<Figure> standing(Visit visit, Money paid) {
        var booking = visit.booking();
        if (booking.price().isZero() && visit.payments().isEmpty()) {
            return List.of(new Figure("now", "Price", null, "Free"));
        }
        if (booking.status() == BookingStatus.EXPIRED && paid.isZero()) {
            return List.of();
        }
        var figures = new ArrayList<>(List.of(new Figure("paid", "Paid", null, reader.money(paid))));
        visit.payments().stream().filter(payment -> payment.status() == PaymentStatus.OWED)
                .forEach(payment -> figures.add(new Figure("now", "Due now", purpose(payment).toLowerCase(Locale.ROOT), reader.money(payment.amount().minus(payment.collected())))));
        if (booking.status() == BookingStatus.CONFIRMED && booking.dueLater().isPositive()) {
            figures.add(new Figure("later", "Due later", "after the session", reader.money(booking.dueLater())));
        }
        if (booking.status() == BookingStatus.CONFIRMED || booking.status() == BookingStatus.DELIVERED) {
            figures.add(new Figure("total", "Price", null, reader.money(booking.price())));
        }
        return figures;
    }

    static String purpose(Payment payment) {
        return switch (payment.purpose()) {
            case FULL_PRICE -> "Session";
            case DEPOSIT -> "Deposit";
            case BALANCE -> "Balance";
            case FEE -> "Fee";
            case RETAINER_PERIOD -> "Retainer";
            case PACKAGE -> "Package";
        };
    }

    private String briefly(Visit visit, Money paid) {
        var due = visit.payments().stream().filter(payment -> payment.status() == PaymentStatus.OWED)
                .map(payment -> payment.amount().minus(payment.collected())).reduce(Money.zero(paid.currency()), Money::plus);
        if (due.isPositive()) {
            return reader.money(due) + " due";
        }
        return paid.isPositive() ? reader.money(paid) + " paid" : visit.booking().price().isZero() ? "Free" : "Nothing to pay";
    }

    private String brief(Money amount, String when) {
        return amount.isZero() ? "Free" : reader.money(amount) + " " + when;
    }
}
