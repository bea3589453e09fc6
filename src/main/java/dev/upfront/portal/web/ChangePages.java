package dev.upfront.portal.web;

import dev.upfront.booking.Bookings;
import dev.upfront.booking.CancellationQuote;
import dev.upfront.catalog.Catalog;
import dev.upfront.money.Money;
import dev.upfront.portal.BookingVisit;
import dev.upfront.portal.Reader;
import dev.upfront.portal.When;
import jakarta.servlet.http.HttpServletRequest;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.util.UriComponentsBuilder;

/** Draws the pages of cancelling and moving. */
@Component
class ChangePages {

    private final Bookings bookings;
    private final StepPages pages;
    private final Weeks weeks;
    private final Catalog catalog;
    private final InstantSource clock;

    ChangePages(Bookings bookings, StepPages pages, Weeks weeks, Catalog catalog, InstantSource clock) {
        this.bookings = bookings;
        this.pages = pages;
        this.weeks = weeks;
        this.catalog = catalog;
        this.clock = clock;
    }

    ModelAndView cancel(BookingVisit visit, String token, CancellationQuote quote, @Nullable String problem, HttpServletRequest request) {
        var model = new HashMap<String, Object>(Map.of("cancel", view(visit, quote, pages.reader(visit, request))));
        Optional.ofNullable(problem).ifPresent(sentence -> model.put("problem", sentence));
        return pages.page("cancel", "Cancel", visit, token, request, model);
    }

    ModelAndView move(BookingVisit visit, String token, @Nullable String week, @Nullable String zone, @Nullable String start, @Nullable String problem, HttpServletRequest request) {
        var booking = visit.booking();
        var reader = ZoneChoice.zone(zone).map(pages.reader(visit, request)::in).orElseGet(() -> pages.reader(visit, request));
        var search = new Weeks.Search(List.of(booking.provider()), booking.length(), reader, booking.id().value(),
                monday -> address(token, "week", monday, zone), slot -> address(token, "start", slot.startsAt(), zone));
        var chosen = BookPages.instant(start).filter(instant -> !instant.equals(booking.startsAt())).flatMap(instant -> weeks.slot(search, instant));
        var model = new HashMap<String, Object>(Map.of("week", weeks.week(search, week == null ? LocalDate.ofInstant(booking.startsAt(), reader.zone()).toString() : week), "zone",
                new ZoneChoice("/s/" + token + "/move", week == null ? Map.of() : Map.of("week", week), reader.zone().getId(), false)));
        chosen.ifPresent(slot -> model.put("chosen", When.of(slot.startsAt(), slot.endsAt(), reader, visit.provider().zone())));
        Optional.ofNullable(problem).or(() -> start != null && chosen.isEmpty() ? Optional.of("This time is not free any more, or it is the one you have. Please choose another one.") : Optional.empty())
                .ifPresent(sentence -> model.put("problem", sentence));
        return pages.page("move", "Move", visit, token, request, model);
    }

    ModelAndView notAllowed(BookingVisit visit, String token, String title, String sentence, HttpServletRequest request) {
        return pages.page("told", title, visit, token, request, Map.of("told", new StateView.Told("waiting", title, List.of(sentence), null, null), "back", true));
    }

    private CancelView view(BookingVisit visit, CancellationQuote quote, Reader reader) {
        var hasCard = visit.payments().stream().anyMatch(payment -> payment.keepCard() && payment.collected().isPositive());
        var lead = quote.creditUsed() ? "Cancelling now is late by the terms you booked with, so the session counts as used."
                : quote.fee().isZero() ? quote.paid().isZero() ? "Cancelling now is free of charge; you have not paid anything yet." : "Cancelling now is free of charge: you get back everything you paid."
                : "Cancelling now is late by the terms you booked with, so a fee is due.";
        var atBank = atBank(visit, quote.refund());
        return new CancelView(lead, credit(visit, quote, reader), visit.credit() == null ? null : "of " + visit.credit().name(), reader.money(quote.paid()), written(quote.fee(), reader), "by the terms you booked with", written(quote.kept(), reader),
                written(quote.refund(), reader), atBank.isPositive() ? "%s of it is with your bank in a dispute: what the bank gives you is not sent again".formatted(reader.money(atBank)) : "to the card you paid with, usually within 5 to 10 days",
                written(quote.feeDue(), reader),
                hasCard ? "collected from the card you paid with; if that fails we send you a link" : "we send you a link to pay it", quote.seen(), button(quote, atBank, reader),
                bookings.whyNotMovable(visit.booking(), false).isEmpty());
    }

    /** What of the refund the client's bank has taken back, or given to the client for good, in a dispute. */
    private static Money atBank(BookingVisit visit, Money refund) {
        return visit.payments().stream().map(payment -> payment.lost().plus(payment.disputed())).reduce(Money.zero(refund.currency()), Money::plus).min(refund);
    }

    private static String button(CancellationQuote quote, Money atBank, Reader reader) {
        var back = quote.refund().minus(atBank);
        if (back.isPositive()) {
            return "Cancel and get %s back".formatted(reader.money(back));
        }
        if (quote.feeDue().isPositive()) {
            return "Cancel and owe %s".formatted(reader.money(quote.feeDue()));
        }
        return quote.kept().isPositive() || quote.creditUsed() ? "Cancel, nothing comes back" : "Cancel the booking";
    }

    private @Nullable String credit(BookingVisit visit, CancellationQuote quote, Reader reader) {
        var lot = visit.credit();
        if (lot == null || quote.creditUsed()) {
            return lot == null ? null : "is used up";
        }
        var end = lot.endAfterReturn(clock.instant());
        if (end == null || end.equals(lot.expiresAt())) {
            return "comes back";
        }
        return end.isAfter(clock.instant()) ? "comes back, to be used until " + reader.in(catalog.practice().zone()).dateWithYear(end.minusSeconds(1)) : "comes back, but its time is over: it can’t be used any more";
    }

    private static @Nullable String written(Money amount, Reader reader) {
        return amount.isZero() ? null : reader.money(amount);
    }

    private static String address(String token, String name, Object value, @Nullable String zone) {
        return UriComponentsBuilder.fromPath("/s/{token}/move").queryParam(name, value).queryParamIfPresent("zone", ZoneChoice.zone(zone)).build(token).toString();
    }
}
