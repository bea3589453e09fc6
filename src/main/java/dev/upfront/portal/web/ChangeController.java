package dev.upfront.portal.web;

import dev.upfront.booking.Bookings;
import dev.upfront.booking.Cancellations;
import dev.upfront.booking.CancellationQuote;
import dev.upfront.booking.ClosingReason;
import dev.upfront.booking.NotAllowed;
import dev.upfront.booking.QuoteChanged;
import dev.upfront.calendar.SlotNotOffered;
import dev.upfront.calendar.SlotTaken;
import dev.upfront.portal.Portal;
import dev.upfront.portal.BookingVisit;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/** Cancelling, with the amounts shown first, and moving to another time. */
@Controller
@RequestMapping("/s/{token}")
class ChangeController {

    private static final String CLIENT = "client";

    private final Portal portal;
    private final Bookings bookings;
    private final Cancellations cancellations;
    private final ChangePages pages;

    ChangeController(Portal portal, Bookings bookings, Cancellations cancellations, ChangePages pages) {
        this.portal = portal;
        this.bookings = bookings;
        this.cancellations = cancellations;
        this.pages = pages;
    }

    @GetMapping("/cancel")
    ModelAndView askToCancel(@PathVariable String token, HttpServletRequest request) {
        var visit = visit(token);
        try {
            return pages.cancel(visit, token, quote(visit), null, request);
        } catch (NotAllowed tooLate) {
            return visit.booking().status().ended() ? SeeOther.at("/s/" + token) : pages.notAllowed(visit, token, "This can’t be cancelled here", tooLate.getMessage(), request);
        }
    }

    /** @param seen the amounts that the client read, as the page sent them */
    @PostMapping("/cancel")
    ModelAndView cancel(@PathVariable String token, @RequestParam(defaultValue = "") String seen, HttpServletRequest request) {
        var visit = visit(token);
        try {
            var agreed = CancellationQuote.read(seen, visit.booking().price().currency());
            if (agreed.isEmpty()) {
                return conflict(pages.cancel(visit, token, quote(visit), "The amounts could not be read back. Nothing was cancelled; please look at them again.", request));
            }
            cancellations.close(visit.booking().id(), ClosingReason.CLIENT_CANCELLED, agreed.get(), CLIENT);
        } catch (QuoteChanged changed) {
            return conflict(pages.cancel(visit, token, changed.quote(), changed.getMessage(), request));
        } catch (NotAllowed tooLate) {
            return visit.booking().status().ended() ? SeeOther.at("/s/" + token) : conflict(pages.notAllowed(visit, token, "This can’t be cancelled here", tooLate.getMessage(), request));
        }
        portal.awaitNextStep(visit.subject());
        return SeeOther.at("/s/" + token);
    }

    @GetMapping("/move")
    ModelAndView askToMove(@PathVariable String token, @RequestParam(required = false) @Nullable String week, @RequestParam(required = false) @Nullable String zone,
            @RequestParam(required = false) @Nullable String start, @RequestHeader(name = "HX-Request", required = false) @Nullable String htmx, HttpServletRequest request) {
        var visit = visit(token);
        var whyNot = bookings.whyNotMovable(visit.booking(), false);
        if (whyNot.isPresent()) {
            return pages.notAllowed(visit, token, "This can’t be moved here", whyNot.get(), request);
        }
        var page = pages.move(visit, token, week, zone, start, null, request);
        if (htmx != null) {
            page.setViewName("portal/week :: week");
        }
        return page;
    }

    @PostMapping("/move")
    ModelAndView move(@PathVariable String token, @RequestParam(defaultValue = "") String start, HttpServletRequest request) {
        var visit = visit(token);
        var wanted = BookPages.instant(start);
        if (wanted.isEmpty()) {
            return conflict(pages.move(visit, token, null, null, null, "That time could not be read. Nothing was moved; please choose another one.", request));
        }
        try {
            bookings.move(visit.booking().id(), wanted.get(), CLIENT, false);
            return SeeOther.at("/s/" + token);
        } catch (SlotTaken taken) {
            return conflict(pages.move(visit, token, null, null, null, "Somebody else has just taken this time. Nothing was moved: you keep the time you have, or choose another one.", request));
        } catch (SlotNotOffered gone) {
            return conflict(pages.move(visit, token, null, null, null, "This time is not offered. Nothing was moved: you keep the time you have, or choose another one.", request));
        } catch (NotAllowed tooLate) {
            return conflict(pages.notAllowed(visit, token, "This can’t be moved here", tooLate.getMessage(), request));
        }
    }

    private CancellationQuote quote(BookingVisit visit) {
        return cancellations.quote(visit.booking().id(), ClosingReason.CLIENT_CANCELLED);
    }

    private BookingVisit visit(String token) {
        return portal.visit(token).filter(BookingVisit.class::isInstance).map(BookingVisit.class::cast).orElseThrow(NoSuchLink::new);
    }

    private static ModelAndView conflict(ModelAndView page) {
        page.setStatus(HttpStatus.CONFLICT);
        return page;
    }
}
