package dev.upfront.ops.web.setup;

import dev.upfront.catalog.Catalog;
import dev.upfront.catalog.Offering;
import dev.upfront.catalog.OfferingId;
import dev.upfront.catalog.PackageOffer;
import dev.upfront.catalog.PackageOfferId;
import dev.upfront.catalog.Packages;
import dev.upfront.catalog.Practice;
import dev.upfront.onboarding.Contracts;
import dev.upfront.ops.web.Chip;
import dev.upfront.ops.web.Typed;
import dev.upfront.ops.web.Wording;
import dev.upfront.packages.PackageFacts;
import jakarta.servlet.http.HttpServletResponse;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** The packages on sale: sessions sold together. */
@Controller
class PackageOffersController {

    private final Packages packages;
    private final Catalog catalog;
    private final Contracts contracts;

    PackageOffersController(Packages packages, Catalog catalog, Contracts contracts) {
        this.packages = packages;
        this.catalog = catalog;
        this.contracts = contracts;
    }

    record Row(PackageOffer offer, String price, String perSession, String covers, String valid, Chip state) {
    }

    /** An offering to tick, and the field of what is paid on top of a credit for it. */
    record Covering(String value, String label, String surcharge) {
    }

    @GetMapping("/ops/package-offers")
    String offers(@ModelAttribute("words") Wording words, Model model) {
        var names = catalog.offerings().stream().collect(Collectors.toMap(Offering::id, Offering::name));
        model.addAttribute("rows", packages.all().stream().map(offer -> row(offer, names, words)).toList());
        return "ops/package-offers";
    }

    @GetMapping("/ops/package-offers/new")
    String blank(@ModelAttribute("practice") Practice practice, @ModelAttribute("words") Wording words, Model model) {
        return show(null, PackageOfferForm.blank(practice.currency()), words, model);
    }

    @GetMapping("/ops/package-offers/{id}")
    String offer(@PathVariable UUID id, @ModelAttribute("words") Wording words, Model model) {
        var offer = packages.offer(new PackageOfferId(id));
        return show(offer, PackageOfferForm.of(offer), words, model);
    }

    @PostMapping("/ops/package-offers/new")
    String add(@RequestParam MultiValueMap<String, String> parameters, @ModelAttribute("words") Wording words, Model model, RedirectAttributes flash,
            HttpServletResponse response) {
        return save(null, PackageOfferId.next(), Typed.in(parameters), words, model, flash, response);
    }

    @PostMapping("/ops/package-offers/{id}")
    String change(@PathVariable UUID id, @RequestParam MultiValueMap<String, String> parameters, @ModelAttribute("words") Wording words, Model model,
            RedirectAttributes flash, HttpServletResponse response) {
        var offer = packages.offer(new PackageOfferId(id));
        return save(offer, offer.id(), Typed.in(parameters), words, model, flash, response);
    }

    private String save(@Nullable PackageOffer before, PackageOfferId id, Typed typed, Wording words, Model model, RedirectAttributes flash, HttpServletResponse response) {
        var offer = PackageOfferForm.read(id, catalog.offerings(), typed);
        if (offer != null && packages.all().stream().anyMatch(other -> other.slug().equals(offer.slug()) && !other.id().equals(id))) {
            typed.refuse("slug", "Another package already has this address: choose another one.");
        }
        typed.values("contracts").forEach(contract -> contracts.whyNotSignable(contract, PackageFacts.NAMES, "a package").ifPresent(why -> typed.refuse("contracts", why)));
        if (offer != null && !typed.refused()) {
            typed.attempt(Typed.FORM, () -> packages.save(offer));
        }
        if (typed.refused()) {
            response.setStatus(422);
            return show(before, typed, words, model);
        }
        flash.addFlashAttribute("done", before == null ? offer.name() + " is added." : "Saved. Packages sold already keep what was agreed.");
        return "redirect:/ops/package-offers";
    }

    private String show(@Nullable PackageOffer offer, Typed typed, Wording words, Model model) {
        model.addAttribute("offer", offer);
        model.addAttribute("onSale", offer != null && packages.isOnSale(offer));
        model.addAttribute("form", typed);
        model.addAttribute("offerings", catalog.offerings().stream()
                .filter(offering -> offering.active() && !offering.price().isZero() || typed.has("offerings", offering.id().toString()))
                .map(offering -> new Covering(offering.id().toString(), "%s, %s%s".formatted(offering.name(), words.money(offering.price()),
                        offering.active() ? "" : " (not on sale)"), PackageOfferForm.surchargeOf(offering.id()))).toList());
        model.addAttribute("contracts", OfferingsController.inOrder(typed.values("contracts"),
                contracts.published().stream().map(OfferingsController::choice).toList()));
        return "ops/package-offer";
    }

    private Row row(PackageOffer offer, Map<OfferingId, String> names, Wording words) {
        return new Row(offer, words.money(offer.price()), words.money(offer.pricePerCredit()), covers(offer, names, words), valid(offer, words), state(offer));
    }

    private static String covers(PackageOffer offer, Map<OfferingId, String> names, Wording words) {
        return offer.offerings().stream().map(id -> words.covered(names.getOrDefault(id, "–"), offer.surcharge(id).orElseThrow())).collect(Collectors.joining(", or "));
    }

    private static String valid(PackageOffer offer, Wording words) {
        return offer.validDays() != null ? offer.validDays() + " days"
                : offer.validUntil() != null ? "until " + words.reader().in(ZoneOffset.UTC).dateWithYear(offer.validUntil().atStartOfDay(ZoneOffset.UTC).toInstant()) : "No end";
    }

    private Chip state(PackageOffer offer) {
        return packages.isOnSale(offer) ? new Chip("done", "On sale") : new Chip("neutral", offer.active() ? "Past its last day" : "Not on sale");
    }
}
