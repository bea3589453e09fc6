package dev.upfront.portal.web;

import dev.upfront.booking.Booking;
import dev.upfront.booking.BookingStatus;
import dev.upfront.catalog.Offering;
import dev.upfront.catalog.PackageOffer;
import dev.upfront.catalog.Provider;
import dev.upfront.catalog.RetainerPlan;
import dev.upfront.catalog.RetainerTerms;
import dev.upfront.credits.Covered;
import dev.upfront.credits.CreditLot;
import dev.upfront.money.Money;
import dev.upfront.payment.Payment;
import dev.upfront.payment.PaymentStatus;
import dev.upfront.portal.BookingVisit;
import dev.upfront.portal.CurrentStep;
import dev.upfront.portal.PackageVisit;
import dev.upfront.portal.Reader;
import dev.upfront.portal.RetainerVisit;
import dev.upfront.portal.Summary;
import dev.upfront.portal.Summary.Figure;
import dev.upfront.portal.Visit;
import dev.upfront.portal.When;
import dev.upfront.retainer.RetainerFacts;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.IntStream;
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

    Summary of(BookingVisit visit, Instant now) {
        var booking = visit.booking();
        var held = booking.status() == BookingStatus.HELD;
        var when = When.of(booking.startsAt(), booking.endsAt(), reader, visit.provider().zone());
        var paid = kept(visit);
        var figures = new ArrayList<>(held && paid.isZero() ? planned(booking.price(), booking.dueAtBooking(), booking.dueLater()) : standing(visit, paid));
        Optional.ofNullable(visit.credit()).ifPresent(lot -> {
            figures.removeIf(figure -> booking.price().isZero());
            figures.addFirst(new Figure("paid", "One session", "of " + lot.name(), "1 credit"));
        });
        if (booking.isUnfunded()) {
            figures.removeIf(figure -> booking.price().isZero());
            figures.addFirst(new Figure("later", "Not paid yet", renewal(visit), "1 credit"));
        }
        return new Summary(booking.offeringName(), visit.provider().name(), when, booking.place(), length(booking.length()),
                held ? "Held for you until " + reader.momentSeenAt(booking.holdExpiresAt(), now) : null, figures,
                held && paid.isZero() && visit.credit() == null && !booking.isUnfunded() ? brief(booking.dueAtBooking(), "today") : briefly(visit, paid),
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

    static Money kept(BookingVisit visit) {
        return kept(visit, visit.booking().price().currency());
    }

    static Money kept(PackageVisit visit) {
        return kept(visit, visit.sale().price().currency());
    }

    private static Money kept(Visit visit, Currency currency) {
        return visit.payments().stream().map(Payment::kept).reduce(Money.zero(currency), Money::plus);
    }

    /** A package: how many sessions, for what, until when, and the money. */
    Summary of(PackageVisit visit, PackageWords words) {
        var sale = visit.sale();
        var lot = visit.lot();
        var paid = kept(visit);
        var figures = lot == null
                ? List.of(new Figure(paid.isPositive() ? "paid" : "now", paid.isPositive() ? "Paid" : "Due today", null, reader.money(sale.price())))
                : List.of(new Figure("now", "Left", "of " + lot.bought(), String.valueOf(lot.free())), new Figure("later", "Booked", null, String.valueOf(lot.held())),
                        new Figure("paid", "Paid", null, reader.money(paid)));
        return new Summary(sale.name(), null, null, "", sale.credits() + " sessions", null, figures,
                lot == null ? reader.money(sale.price()) : lot.free() + " left",
                "For %s; %s.".formatted(words.covers(sale.covers(), sale.price(), reader), words.until(lot == null ? sale.endsAt() : lot.expiresAt(), reader)));
    }

    /** A package before it is bought. */
    Summary of(PackageOffer offer, @Nullable Instant end, PackageWords words) {
        return new Summary(offer.name(), null, null, "", offer.credits() + " sessions", null,
                List.of(new Figure("now", "Due today", null, reader.money(offer.price())), new Figure("later", "Each session", null, reader.money(offer.pricePerCredit()))),
                reader.money(offer.price()) + " today",
                "For %s; %s.".formatted(words.covers(IntStream.range(0, offer.offerings().size())
                        .mapToObj(at -> new Covered(offer.offerings().get(at), offer.surchargesMinor().get(at))).toList(), offer.price(), reader), words.until(end, reader)));
    }

    /** A retainer plan before it is agreed to. */
    Summary of(RetainerPlan plan, String line) {
        var terms = plan.terms();
        var first = terms.amount().plus(terms.setUpFeeOrNothing());
        var now = terms.trialDays() > 0 ? "Nothing" : reader.money(first);
        var figures = new ArrayList<>(List.of(new Figure("now", "Due today", terms.trialDays() > 0 ? "%d days are free".formatted(terms.trialDays()) : feeNote(terms.setUpFee()), now)));
        if (terms.trialDays() > 0 && terms.setUpFee() != null) {
            figures.add(new Figure("later", "First charge", feeNote(terms.setUpFee()), reader.money(first)));
        }
        if (terms.instalments() == null || terms.instalments() > 1) {
            figures.add(new Figure("later", "Then", rhythm(terms), reader.money(terms.amount())));
        }
        if (terms.instalments() != null) {
            figures.add(new Figure("total", "Altogether", null, reader.money(RetainerWords.altogether(terms))));
        }
        return new Summary(plan.name(), null, null, "", line, null, figures, terms.trialDays() > 0 ? "Nothing today" : now + " today", null);
    }

    /** A retainer: what it costs when, and what is left. */
    Summary of(RetainerVisit visit, String line, @Nullable Figure next) {
        var free = visit.lots().stream().mapToInt(CreditLot::free).sum();
        var figures = new ArrayList<Figure>();
        var running = visit.current() instanceof CurrentStep.RetainerRunning;
        if (running && visit.terms().terms().sessions() > 0) {
            figures.add(new Figure("now", "Left", "to book", String.valueOf(free)));
        }
        if (next != null) {
            figures.add(next);
        }
        return new Summary(visit.terms().name(), null, null, "", line, null, figures,
                running && free > 0 ? free + " left" : next == null ? "" : next.amount(), null);
    }

    private @Nullable String feeNote(@Nullable Money fee) {
        return fee == null ? null : "with the set-up fee of " + reader.money(fee);
    }

    /** Such as "every month, until you cancel". */
    static String rhythm(RetainerTerms terms) {
        return RetainerFacts.each(terms.cadence()) + (terms.instalments() == null ? ", until you cancel" : ", %d times altogether".formatted(terms.instalments()));
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

    /** Such as "paid by your retainer's renewal on 1 March 2027". */
    private String renewal(BookingVisit visit) {
        return visit.booking().status().ended() ? "by your retainer" : visit.paidByRenewalAt() == null ? "waits for a credit of your retainer"
                : "paid by your retainer’s renewal on " + reader.dateWithYear(visit.paidByRenewalAt());
    }

    private List<Figure> standing(BookingVisit visit, Money paid) {
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

    private String briefly(BookingVisit visit, Money paid) {
        var due = visit.payments().stream().filter(payment -> payment.status() == PaymentStatus.OWED)
                .map(payment -> payment.amount().minus(payment.collected())).reduce(Money.zero(paid.currency()), Money::plus);
        if (due.isPositive()) {
            return reader.money(due) + " due";
        }
        return paid.isPositive() ? reader.money(paid) + " paid" : visit.credit() != null ? "1 credit" : visit.booking().isUnfunded() ? "Not paid yet" : visit.booking().price().isZero() ? "Free" : "Nothing to pay";
    }

    private String brief(Money amount, String when) {
        return amount.isZero() ? "Free" : reader.money(amount) + " " + when;
    }
}
