package dev.upfront.portal.web;

import dev.upfront.booking.BookingRequest;
import dev.upfront.booking.NotAllowed;
import dev.upfront.calendar.Slot;
import dev.upfront.calendar.SlotNotOffered;
import dev.upfront.calendar.SlotTaken;
import dev.upfront.catalog.Catalog;
import dev.upfront.catalog.Offering;
import dev.upfront.client.Client;
import dev.upfront.credits.Holder;
import dev.upfront.credits.NoCredit;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.ModelAndView;

/** Booking an offering: a time, then the client's details. */
@Controller
@RequestMapping("/book/{slug}")
class BookController {

    private static final String NO_SUCH_TIME = "This time can’t be booked any more. Nothing was booked and nothing is charged; please choose another one.";

    private final Catalog catalog;
    private final BookPages pages;
    private final BookingDesk desk;
    private final CreditCookie cookie;
    private final Readers readers;
    private final SignedInClients signedIn;

    BookController(Catalog catalog, BookPages pages, BookingDesk desk, CreditCookie cookie, Readers readers, SignedInClients signedIn) {
        this.catalog = catalog;
        this.pages = pages;
        this.desk = desk;
        this.cookie = cookie;
        this.readers = readers;
        this.signedIn = signedIn;
    }

    @GetMapping
    ModelAndView week(@PathVariable String slug, @RequestParam(required = false) @Nullable String provider, @RequestParam(required = false) @Nullable String week,
            @RequestParam(required = false) @Nullable String zone, @RequestHeader(name = "HX-Request", required = false) @Nullable String htmx,
            HttpServletRequest request, HttpServletResponse response) {
        var offering = offering(slug);
        readers.remember(zone, response);
        response.addHeader("Vary", "HX-Request");
        var page = pages.week(offering, pages.chosen(offering, provider), week, zone, pages.unknownProvider(offering, provider), request);
        if (htmx != null) {
            page.setViewName("portal/week :: week");
        }
        return page;
    }

    @GetMapping("/details")
    ModelAndView details(@PathVariable String slug, @RequestParam(required = false) @Nullable String provider, @RequestParam(required = false) @Nullable String start,
            @RequestParam(required = false) @Nullable String zone, HttpServletRequest request) {
        var offering = offering(slug);
        var reader = readers.reader(request, zone);
        var slot = pages.slot(offering, provider, start, reader);
        if (slot.isEmpty()) {
            return refused(pages.week(offering, pages.chosen(offering, provider), null, zone, NO_SUCH_TIME, request), HttpStatus.CONFLICT);
        }
        var known = signedIn.of(request);
        var blank = new DetailsForm(slug, RequestId.next().toString(), slot.get().provider().toString(), slot.get().startsAt().toString(),
                reader.zone().getId(), known.map(Client::name).orElse(null), known.map(Client::mail).orElse(null), null, false, DetailsForm.CREDIT);
        return pages.details(offering, blank, Map.of(), request);
    }

    @PostMapping
    ModelAndView book(@PathVariable String slug, @ModelAttribute DetailsForm typed, HttpServletRequest request) {
        var offering = offering(slug);
        var reader = readers.reader(request, typed.zone());
        var wanted = pages.wanted(offering, typed);
        if (wanted.isEmpty() || !typed.hasRequestKey()) {
            return refused(pages.week(offering, offering.providers(), null, typed.zone(), NO_SUCH_TIME, request), HttpStatus.UNPROCESSABLE_CONTENT);
        }
        var errors = typed.errors();
        if (!errors.isEmpty()) {
            return refused(pages.details(offering, typed, errors, request), HttpStatus.UNPROCESSABLE_CONTENT);
        }
        try {
            var token = desk.book(new BookingRequest(typed.requestKey(), offering.id(), wanted.get().provider(), wanted.get().startsAt(), typed.name().strip(),
                    typed.mail().strip(), typed.phone(), reader.zone(), request.getLocale(), credit(offering, typed, wanted.get(), request)), pages.consent(offering, reader), request);
            return SeeOther.at("/s/" + token);
        } catch (SlotTaken | SlotNotOffered gone) {
            return refused(pages.another(offering, typed, wanted.get(), gone.getMessage(), request), HttpStatus.CONFLICT);
        } catch (NoCredit gone) {
            return refused(pages.details(offering, typed, Map.of("payWith", gone.getMessage()), request), HttpStatus.CONFLICT);
        } catch (NotAllowed notOnSale) {
            return refused(pages.week(offering, offering.providers(), null, typed.zone(), notOnSale.getMessage(), request), HttpStatus.CONFLICT);
        } catch (IllegalArgumentException refusedMail) {
            return refused(pages.details(offering, typed, Map.of("mail", refusedMail.getMessage()), request), HttpStatus.UNPROCESSABLE_CONTENT);
        }
    }

    /** None left of what this browser knows, or of what the client who is signed in there has, is told as such, and never becomes money that nobody chose. */
    private @Nullable Holder credit(Offering offering, DetailsForm typed, Slot wanted, HttpServletRequest request) {
        if (!typed.paysWithCredit()) {
            return null;
        }
        return cookie.usable(offering.id(), wanted.startsAt(), request).map(CreditCookie.Usable::holder)
                .or(() -> cookie.ahead(offering.id(), wanted.startsAt(), request).map(CreditCookie.Ahead::holder))
                .or(() -> cookie.holders(request).stream().findFirst()).orElse(null);
    }

    private Offering offering(String slug) {
        return catalog.offeringBySlug(slug).orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
    }

    private static ModelAndView refused(ModelAndView page, HttpStatus status) {
        page.setStatus(status);
        return page;
    }
}
