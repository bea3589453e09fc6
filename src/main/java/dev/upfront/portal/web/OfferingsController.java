package dev.upfront.portal.web;

import dev.upfront.catalog.Catalog;
import dev.upfront.catalog.Offering;
import dev.upfront.catalog.Packages;
import dev.upfront.catalog.Provider;
import dev.upfront.catalog.ProviderId;
import dev.upfront.catalog.RetainerPlans;
import dev.upfront.portal.Reader;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Map;
import java.util.stream.Collectors;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;

/** The first page: what can be booked. */
@Controller
class OfferingsController {

    private final Catalog catalog;
    private final Packages packages;
    private final RetainerPlans plans;
    private final RetainerWords words;
    private final Readers readers;

    /** @param each such as "every month, until you cancel" */
    record PlanCard(String slug, String name, String line, String description, String price, String each) {}

    /** A package as the first page shows it. */
    record PackageCard(String slug, String name, String line, String description, String price, String each) {}

    OfferingsController(Catalog catalog, Packages packages, RetainerPlans plans, RetainerWords words, Readers readers) {
        this.catalog = catalog;
        this.packages = packages;
        this.plans = plans;
        this.words = words;
        this.readers = readers;
    }

    @GetMapping("/")
    String offerings(HttpServletRequest request, Model model) {
        var reader = readers.reader(request, null);
        var names = catalog.providers().stream().collect(Collectors.toMap(Provider::id, Provider::name));
        model.addAttribute("offerings", catalog.offeringsOnSale().stream().map(offering -> card(offering, names, reader)).toList());
        model.addAttribute("packages", packages.onSale().stream().map(offer -> new PackageCard(offer.slug(), offer.name(), "%d sessions".formatted(offer.credits()), offer.description(),
                reader.money(offer.price()), "%s each".formatted(reader.money(offer.pricePerCredit())))).toList());
        model.addAttribute("plans", plans.onSale().stream().map(plan -> new PlanCard(plan.slug(), plan.name(), words.line(plan.terms()), plan.description(),
                reader.money(plan.terms().amount()), Summaries.rhythm(plan.terms()))).toList());
        return "portal/offerings";
    }

    private static OfferingCard card(Offering offering, Map<ProviderId, String> names, Reader reader) {
        var givers = offering.providers().stream().map(names::get).collect(Collectors.joining(" or "));
        return new OfferingCard(offering.slug(), offering.name(), line(offering), offering.description(),
                offering.price().isZero() ? "Free" : reader.money(offering.price()), new Summaries(reader).terms(offering), "With " + givers);
    }

    /** Such as "60 minutes · Video call". */
    static String line(Offering offering) {
        var length = Summaries.length(offering.duration());
        return offering.place().isBlank() ? length : length + " · " + offering.place();
    }
}
