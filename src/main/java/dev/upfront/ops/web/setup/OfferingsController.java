package dev.upfront.ops.web.setup;

import dev.upfront.catalog.Catalog;
import dev.upfront.catalog.Offering;
import dev.upfront.catalog.OfferingId;
import dev.upfront.catalog.Practice;
import dev.upfront.catalog.Provider;
import dev.upfront.catalog.Terms;
import dev.upfront.form.FormVersion;
import dev.upfront.form.Forms;
import dev.upfront.onboarding.ContractVersion;
import dev.upfront.onboarding.Contracts;
import dev.upfront.ops.web.Typed;
import dev.upfront.ops.web.Wording;
import jakarta.servlet.http.HttpServletResponse;
import java.util.ArrayList;
import java.util.List;
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

/** What can be booked, and how it is paid. */
@Controller
class OfferingsController {

    private final Catalog catalog;
    private final Forms forms;
    private final Contracts contracts;

    OfferingsController(Catalog catalog, Forms forms, Contracts contracts) {
        this.catalog = catalog;
        this.forms = forms;
        this.contracts = contracts;
    }

    record Row(Offering offering, String price, String terms, String providers) {
    }

    /** Something to tick. */
    record Choice(String value, String label) {
    }

    @GetMapping("/ops/offerings")
    String offerings(@ModelAttribute("words") Wording words, Model model) {
        var names = catalog.providers().stream().collect(Collectors.toMap(Provider::id, Provider::name));
        model.addAttribute("rows", catalog.offerings().stream().map(offering -> new Row(offering, words.money(offering.price()), terms(offering, words),
                offering.providers().stream().map(id -> names.getOrDefault(id, "–")).collect(Collectors.joining(", ")))).toList());
        return "ops/offerings";
    }

    @GetMapping("/ops/offerings/new")
    String blank(@ModelAttribute("practice") Practice practice, Model model) {
        return show(null, OfferingForm.blank(practice.currency()), model);
    }

    @GetMapping("/ops/offerings/{id}")
    String offering(@PathVariable UUID id, Model model) {
        var offering = catalog.offering(new OfferingId(id));
        return show(offering, OfferingForm.of(offering), model);
    }

    @PostMapping("/ops/offerings/new")
    String add(@RequestParam MultiValueMap<String, String> parameters, Model model, RedirectAttributes flash, HttpServletResponse response) {
        return save(null, OfferingId.next(), Typed.in(parameters), model, flash, response);
    }

    @PostMapping("/ops/offerings/{id}")
    String change(@PathVariable UUID id, @RequestParam MultiValueMap<String, String> parameters, Model model, RedirectAttributes flash,
            HttpServletResponse response) {
        var offering = catalog.offering(new OfferingId(id));
        return save(offering, offering.id(), Typed.in(parameters), model, flash, response);
    }

    private String save(@Nullable Offering before, OfferingId id, Typed typed, Model model, RedirectAttributes flash, HttpServletResponse response) {
        var offering = OfferingForm.read(id, typed);
        if (offering != null && catalog.offerings().stream().anyMatch(other -> other.slug().equals(offering.slug()) && !other.id().equals(id))) {
            typed.refuse("slug", "Another offering already has this address: choose another one.");
        }
        if (offering != null && !typed.refused()) {
            typed.attempt(Typed.FORM, () -> catalog.save(offering));
        }
        if (typed.refused()) {
            response.setStatus(422);
            return show(before, typed, model);
        }
        flash.addFlashAttribute("done", before == null ? offering.name() + " is added." : "Saved. Bookings already made keep what was agreed.");
        return "redirect:/ops/offerings";
    }

    private String show(@Nullable Offering offering, Typed typed, Model model) {
        model.addAttribute("offering", offering);
        model.addAttribute("form", typed);
        model.addAttribute("providers", catalog.providers().stream()
                .filter(provider -> provider.active() || typed.has("providers", provider.id().toString()))
                .map(provider -> new Choice(provider.id().toString(), provider.active() ? provider.name() : provider.name() + " (inactive)")).toList());
        model.addAttribute("forms", inOrder(typed.values("forms"), forms.published().stream().map(form -> choice(form)).toList()));
        model.addAttribute("contracts", inOrder(typed.values("contracts"), contracts.published().stream().map(contract -> choice(contract)).toList()));
        return "ops/offering";
    }

    /** The chosen ones first, in their order; also those that nobody published yet. */
    static List<Choice> inOrder(List<String> chosen, List<Choice> published) {
        var all = new ArrayList<>(chosen.stream().map(name -> published.stream().filter(choice -> choice.value().equals(name)).findFirst()
                .orElse(new Choice(name, name + " (not published)"))).toList());
        published.stream().filter(choice -> !chosen.contains(choice.value())).forEach(all::add);
        return all;
    }

    private static Choice choice(FormVersion form) {
        return new Choice(form.formId(), "%s (%s)".formatted(form.title(), form.formId()));
    }

    static Choice choice(ContractVersion contract) {
        return new Choice(contract.name(), "%s (%s)".formatted(contract.title(), contract.name()));
    }

    private static String terms(Offering offering, Wording words) {
        return offering.terms().kind() == Terms.Kind.DEPOSIT
                ? "%s when booking, %s after".formatted(words.money(offering.terms().dueAtBooking(offering.price())), words.money(offering.terms().balance(offering.price())))
                : offering.terms().kind() == Terms.Kind.FREE ? "Free" : "In full when booking";
    }
}
