package dev.upfront.portal.web;

import dev.upfront.booking.ForwardBookings;
import dev.upfront.calendar.Slot;
import dev.upfront.catalog.Catalog;
import dev.upfront.catalog.Offering;
import dev.upfront.catalog.PackageOffer;
import dev.upfront.catalog.Packages;
import dev.upfront.catalog.ProviderId;
import dev.upfront.money.Money;
import dev.upfront.portal.Reader;
import dev.upfront.portal.StepPage.Stage;
import dev.upfront.portal.Summary.Figure;
import dev.upfront.portal.When;
import jakarta.servlet.http.HttpServletRequest;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.util.UriComponentsBuilder;

/** Draws the two pages of booking: a week of free times, and the client's details. */
@Component
class BookPages {

    private static final int OTHER_TIMES = 4;

    private final Catalog catalog;
    private final Weeks weeks;
    private final Packages packages;
    private final CreditCookie cookie;
    private final ForwardBookings forward;
    private final PackageWords words;
    private final Readers readers;

    /** @param value what the form sends */
    record PayWay(String value, String label, boolean chosen, Figure due) {}

    /** A package that pays for it as well. */
    record CheaperBy(String address, String name, String line) {}

    BookPages(Catalog catalog, Weeks weeks, Packages packages, CreditCookie cookie, ForwardBookings forward, PackageWords words, Readers readers) {
        this.catalog = catalog;
        this.packages = packages;
        this.cookie = cookie;
        this.forward = forward;
        this.words = words;
        this.weeks = weeks;
        this.readers = readers;
    }

    /** The provider of that id, or all of the offering's when none or an unknown one is named. */
    List<ProviderId> chosen(Offering offering, @Nullable String provider) {
        return provider(offering, provider).map(List::of).orElse(offering.providers());
    }

    @Nullable String unknownProvider(Offering offering, @Nullable String provider) {
        return provider == null || provider.isBlank() || provider(offering, provider).isPresent() ? null
                : "This person can’t be booked for it any more. Here is who can; nothing was booked or charged.";
    }

    ModelAndView week(Offering offering, List<ProviderId> providers, @Nullable String week, @Nullable String zone, @Nullable String problem, HttpServletRequest request) {
        var reader = readers.reader(request, zone);
        var only = providers.size() == 1 && offering.providers().size() > 1 ? providers.getFirst() : null;
        var page = new ModelAndView("portal/book");
        page.addObject("summary", new Summaries(reader).of(offering, null, null));
        page.addObject("line", OfferingsController.line(offering));
        page.addObject("description", offering.description());
        page.addObject("givers", givers(offering, only, week, zone));
        page.addObject("week", weeks.week(search(offering, providers, reader, monday -> address(offering, only, monday.toString(), zone)), week));
        page.addObject("zone", zoneChoice(offering, only, week, zone, reader, request));
        page.addObject("problem", problem);
        page.addObject("packages", packages.onSaleFor(offering.id()).stream().map(offer -> cheaper(offer, reader)).toList());
        return page;
    }

    ModelAndView details(Offering offering, DetailsForm typed, Map<String, String> errors, HttpServletRequest request) {
        var reader = readers.reader(request, typed.zone());
        var wanted = wanted(offering, typed).orElseThrow();
        var provider = catalog.provider(wanted.provider());
        var page = new ModelAndView("portal/details");
        var summary = new Summaries(reader).of(offering, provider, When.of(wanted.startsAt(), wanted.endsAt(), reader, provider.zone()));
        page.addObject("summary", summary);
        page.addObject("stages", stages(offering));
        page.addObject("details", typed);
        page.addObject("errors", errors);
        page.addObject("others", Map.of());
        page.addObject("weekAddress", address(offering, offering.providers().size() > 1 ? wanted.provider() : null, null, null));
        page.addObject("consent", consent(offering, reader));
        var ways = ways(offering, wanted, typed, reader, request);
        page.addObject("ways", ways);
        page.addObject("next", ways.isEmpty() ? next(offering, reader) : "Nothing is charged on this page. What is due is shown once more before you pay it.");
        if (!ways.isEmpty()) {
            page.addObject("summary", summary.withFigures(ways.stream().map(PayWay::due).toList()));
        }
        return page;
    }

    /** The details again, with the next free times to choose from, because the wanted one is gone. */
    ModelAndView another(Offering offering, DetailsForm typed, Slot gone, String problem, HttpServletRequest request) {
        var reader = readers.reader(request, typed.zone());
        var search = search(offering, List.of(gone.provider()), reader, monday -> "");
        var others = new LinkedHashMap<String, String>();
        weeks.nextFree(search, gone.startsAt(), OTHER_TIMES).forEach(slot -> others.put(slot.startsAt().toString(),
                "%s, %s–%s".formatted(reader.day(slot.startsAt()), reader.time(slot.startsAt()), reader.time(slot.endsAt()))));
        var page = details(offering, typed, Map.of(), request);
        page.addObject("summary", new Summaries(reader).of(offering, catalog.provider(gone.provider()), null));
        page.addObject("others", others);
        page.addObject("problem", problem);
        return page;
    }

    /** What the form asks for, whether it is free or not; nothing when the form was tampered with. */
    Optional<Slot> wanted(Offering offering, DetailsForm typed) {
        return provider(offering, typed.provider()).flatMap(provider -> instant(typed.start()).map(start -> new Slot(provider, start, start.plus(offering.duration()))));
    }

    /** The free slot that an address names. */
    Optional<Slot> slot(Offering offering, @Nullable String provider, @Nullable String start, Reader reader) {
        return instant(start).flatMap(instant -> weeks.slot(search(offering, chosen(offering, provider), reader, monday -> ""), instant));
    }

    String consent(Offering offering, Reader reader) {
        var policy = offering.policy().sentence(reader.locale());
        return "I agree to these terms: %s My details are kept to handle this booking.".formatted(policy);
    }

    /** How it can be paid, when this browser knows of a package with a credit for it; else nothing, and money pays. */
    private List<PayWay> ways(Offering offering, Slot wanted, DetailsForm typed, Reader reader, HttpServletRequest request) {
        return cookie.usable(offering.id(), wanted.startsAt(), request).map(CreditCookie.Usable::lot).map(lot -> {
            var surcharge = lot.surcharge(offering.id()).orElseThrow();
            var more = surcharge.isZero() ? "" : ", and %s today".formatted(reader.money(surcharge));
            var due = offering.terms().dueAtBooking(offering.price());
            return List.of(new PayWay(DetailsForm.CREDIT, "With one of %d sessions left of %s, %s%s".formatted(lot.free(), lot.name(), words.until(lot.expiresAt(), reader), more),
                            typed.paysWithCredit(), new Figure("now", "Due today", "with a session of " + lot.name(), surcharge.isZero() ? "Nothing" : reader.money(surcharge))),
                    new PayWay("money", due.isZero() ? "Without it" : "With money: %s today".formatted(reader.money(due)), !typed.paysWithCredit(),
                            new Figure("later", "Due today", "with money", due.isZero() ? "Nothing" : reader.money(due))));
        }).orElseGet(() -> ahead(offering, wanted, typed, reader, request));
    }

    /** With a credit of a retainer's period that is still to be paid, or with money. */
    private List<PayWay> ahead(Offering offering, Slot wanted, DetailsForm typed, Reader reader, HttpServletRequest request) {
        return cookie.ahead(offering.id(), wanted.startsAt(), request).map(CreditCookie.Ahead::period).map(period -> {
            var due = offering.terms().dueAtBooking(offering.price());
            var on = reader.dateWithYear(period.startsAt());
            return List.of(new PayWay(DetailsForm.CREDIT, "Paid by the renewal of %s on %s, nothing today: %d of the %d sessions of that period are left to book".formatted(
                            period.plan(), on, forward.placesLeft(period), period.sessions()),
                            typed.paysWithCredit(), new Figure("now", "Due today", "paid by the renewal on " + on, "Nothing")),
                    new PayWay("money", due.isZero() ? "Without it" : "With money: %s today".formatted(reader.money(due)), !typed.paysWithCredit(),
                            new Figure("later", "Due today", "with money", due.isZero() ? "Nothing" : reader.money(due))));
        }).orElse(List.of());
    }

    private static CheaperBy cheaper(PackageOffer offer, Reader reader) {
        return new CheaperBy("/packages/" + offer.slug(), offer.name(), "%d sessions, %s each".formatted(offer.credits(), reader.money(offer.pricePerCredit())));
    }

    private Weeks.Search search(Offering offering, List<ProviderId> providers, Reader reader, java.util.function.Function<java.time.LocalDate, String> weekAddress) {
        return new Weeks.Search(providers, offering.duration(), reader, null, weekAddress, slot -> UriComponentsBuilder.fromPath("/book/{slug}/details")
                .queryParam("provider", slot.provider()).queryParam("start", slot.startsAt()).queryParam("zone", reader.zone()).build(offering.slug()).toString());
    }

    private List<Giver> givers(Offering offering, @Nullable ProviderId only, @Nullable String week, @Nullable String zone) {
        var givers = new ArrayList<>(List.of(new Giver("Anyone", address(offering, null, week, zone), only == null)));
        offering.providers().forEach(id -> givers.add(new Giver(catalog.provider(id).name(), address(offering, id, week, zone), id.equals(only))));
        return givers.size() > 2 ? givers : List.of();
    }

    private ZoneChoice zoneChoice(Offering offering, @Nullable ProviderId only, @Nullable String week, @Nullable String zone, Reader reader, HttpServletRequest request) {
        var kept = new LinkedHashMap<String, String>();
        Optional.ofNullable(only).ifPresent(id -> kept.put("provider", id.toString()));
        Optional.ofNullable(week).ifPresent(monday -> kept.put("week", monday));
        return new ZoneChoice("/book/" + offering.slug(), kept, reader.zone().getId(), !readers.knowsZone(request, zone));
    }

    private static String address(Offering offering, @Nullable ProviderId provider, @Nullable String week, @Nullable String zone) {
        return UriComponentsBuilder.fromPath("/book/{slug}").queryParamIfPresent("provider", Optional.ofNullable(provider))
                .queryParamIfPresent("week", Optional.ofNullable(week)).queryParamIfPresent("zone", ZoneChoice.zone(zone)).build(offering.slug()).toString();
    }

    private static List<Stage> stages(Offering offering) {
        var steps = Stream.of("Questions".repeat(offering.forms().isEmpty() ? 0 : 1), "Contract".repeat(offering.contracts().isEmpty() ? 0 : 1),
                "Pay".repeat(offering.price().isZero() ? 0 : 1), "Done");
        return Stream.concat(Stream.of(new Stage("Details", "current")), steps.filter(name -> !name.isEmpty()).map(name -> new Stage(name, "ahead"))).collect(Collectors.toList());
    }

    private static String next(Offering offering, Reader reader) {
        var due = offering.terms().dueAtBooking(offering.price());
        return due.isZero() ? "Nothing is charged." : "Nothing is charged on this page. You pay %s at the last step, after you have seen everything.".formatted(reader.money(due));
    }

    private static Optional<ProviderId> provider(Offering offering, @Nullable String id) {
        return offering.providers().stream().filter(provider -> provider.toString().equals(id)).findFirst();
    }

    static Optional<Instant> instant(@Nullable String text) {
        try {
            return text == null || text.length() > 40 ? Optional.empty() : Optional.of(Instant.parse(text));
        } catch (DateTimeException typed) {
            return Optional.empty();
        }
    }
}
