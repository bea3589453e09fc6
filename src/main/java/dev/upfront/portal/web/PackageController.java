package dev.upfront.portal.web;

import dev.upfront.catalog.PackageOffer;
import dev.upfront.catalog.Packages;
import dev.upfront.packages.NotPossible;
import dev.upfront.packages.PackageRequest;
import dev.upfront.packages.PackageStatus;
import dev.upfront.portal.StepPage.Stage;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.ModelAndView;

/** Buying a package: what it is, and the client's details. */
@Controller
@RequestMapping("/packages/{slug}")
class PackageController {

    private final Packages packages;
    private final PackageDesk desk;
    private final PackageWords words;
    private final CreditCookie cookie;
    private final Readers readers;

    PackageController(Packages packages, PackageDesk desk, PackageWords words, CreditCookie cookie, Readers readers) {
        this.packages = packages;
        this.desk = desk;
        this.words = words;
        this.cookie = cookie;
        this.readers = readers;
    }

    @GetMapping
    ModelAndView offer(@PathVariable String slug, HttpServletRequest request) {
        var offer = found(slug);
        var begun = begun(offer, request);
        var blank = new DetailsForm(slug, RequestId.next().toString(), null, null, readers.reader(request, null).zone().getId(), null, null, null, false, null);
        return page(offer, blank, Map.of(), null, request).addObject("begun", begun);
    }

    /** A second tab of a purchase that is not paid yet comes to the first one's. */
    @PostMapping
    ModelAndView buy(@PathVariable String slug, @ModelAttribute DetailsForm typed, HttpServletRequest request, HttpServletResponse response) {
        var offer = found(slug);
        var begun = begun(offer, request);
        if (begun != null) {
            return SeeOther.at(begun);
        }
        var errors = typed.errors();
        if (!errors.isEmpty() || !typed.hasRequestKey()) {
            return refused(page(offer, typed, errors, null, request), HttpStatus.UNPROCESSABLE_CONTENT);
        }
        try {
            var reader = readers.reader(request, typed.zone());
            var token = desk.buy(new PackageRequest(typed.requestKey(), offer.id(), typed.name().strip(), typed.mail().strip(), typed.phone(), reader.zone(),
                    request.getLocale(), "client"), consent(), request);
            cookie.remember(token, request, response);
            return SeeOther.at("/s/" + token);
        } catch (NotPossible notOnSale) {
            return refused(page(offer, typed, Map.of(), notOnSale.getMessage(), request), HttpStatus.CONFLICT);
        } catch (IllegalArgumentException refusedMail) {
            return refused(page(offer, typed, Map.of("mail", refusedMail.getMessage()), null, request), HttpStatus.UNPROCESSABLE_CONTENT);
        }
    }

    private ModelAndView page(PackageOffer offer, DetailsForm typed, Map<String, String> errors, @Nullable String problem, HttpServletRequest request) {
        var reader = readers.reader(request, typed.zone());
        var page = new ModelAndView("portal/package");
        page.addObject("offer", offer);
        page.addObject("summary", new Summaries(reader).of(offer, packages.endOf(offer), words));
        page.addObject("stages", Stream.of("Details", offer.contracts().isEmpty() ? "" : "Contract", "Pay", "Done").filter(name -> !name.isEmpty())
                .map(name -> new Stage(name, name.equals("Details") ? "current" : "ahead")).toList());
        page.addObject("details", typed);
        page.addObject("errors", errors);
        page.addObject("others", Map.of());
        page.addObject("problem", problem);
        page.addObject("consent", consent());
        page.addObject("facts", List.of("Each session that you book takes one of them; if you cancel in time, it comes back.",
                "Sessions can be booked %s.".formatted(words.until(packages.endOf(offer), reader)), "What you have not used can be refunded."));
        return page;
    }

    /** The address of what this browser has begun to buy and not paid; null when there is nothing. */
    private @Nullable String begun(PackageOffer offer, HttpServletRequest request) {
        return cookie.read(request).stream().filter(known -> known.sale() != null && known.sale().offer().equals(offer.id()) && known.sale().status() == PackageStatus.REQUESTED)
                .map(known -> "/s/" + known.token()).findFirst().orElse(null);
    }

    private static String consent() {
        return "I agree to these terms: what is unused can be refunded at the price per session; unused sessions end with the package. My details are kept to handle this purchase.";
    }

    private PackageOffer found(String slug) {
        return packages.bySlug(slug).orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
    }

    private static ModelAndView refused(ModelAndView page, HttpStatus status) {
        page.setStatus(status);
        return page;
    }
}
