package dev.upfront.ops.web.setup;

import dev.upfront.catalog.Cadence;
import dev.upfront.catalog.Catalog;
import dev.upfront.catalog.ChangePolicy;
import dev.upfront.catalog.PausePolicy;
import dev.upfront.catalog.Practice;
import dev.upfront.catalog.RetainerPlan;
import dev.upfront.catalog.RetainerPlanId;
import dev.upfront.catalog.RetainerPlans;
import dev.upfront.onboarding.Contracts;
import dev.upfront.ops.web.Chip;
import dev.upfront.ops.web.Typed;
import dev.upfront.ops.web.Wording;
import dev.upfront.ops.web.setup.OfferingsController.Choice;
import dev.upfront.retainer.RetainerFacts;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
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

/** The retainer plans on sale: what renews by itself. */
@Controller
class RetainerPlansController {

    private final RetainerPlans plans;
    private final Catalog catalog;
    private final Contracts contracts;
    private final RetainerFacts facts;

    RetainerPlansController(RetainerPlans plans, Catalog catalog, Contracts contracts, RetainerFacts facts) {
        this.plans = plans;
        this.catalog = catalog;
        this.contracts = contracts;
        this.facts = facts;
    }

    /** @param sentences the terms as clients read them */
    record Row(RetainerPlan plan, String price, String each, List<String> sentences, Chip state) {
    }

    @GetMapping("/ops/retainer-plans")
    String plans(@ModelAttribute("words") Wording words, Model model) {
        model.addAttribute("rows", plans.all().stream().map(plan -> new Row(plan, words.money(plan.terms().amount()), RetainerFacts.each(plan.terms().cadence()),
                facts.sentences(plan.terms(), words.reader().locale()), plan.active() ? new Chip("done", "On sale") : new Chip("neutral", "Not on sale"))).toList());
        return "ops/retainer-plans";
    }

    @GetMapping("/ops/retainer-plans/new")
    String blank(@ModelAttribute("practice") Practice practice, @ModelAttribute("words") Wording words, Model model) {
        return show(null, RetainerPlanForm.blank(practice.currency()), words, model);
    }

    @GetMapping("/ops/retainer-plans/{id}")
    String plan(@PathVariable UUID id, @ModelAttribute("words") Wording words, Model model) {
        var plan = plans.plan(new RetainerPlanId(id));
        return show(plan, RetainerPlanForm.of(plan), words, model);
    }

    @PostMapping("/ops/retainer-plans/new")
    String add(@RequestParam MultiValueMap<String, String> parameters, @ModelAttribute("words") Wording words, Model model, RedirectAttributes flash, HttpServletResponse response) {
        return save(null, RetainerPlanId.next(), Typed.in(parameters), words, model, flash, response);
    }

    @PostMapping("/ops/retainer-plans/{id}")
    String change(@PathVariable UUID id, @RequestParam MultiValueMap<String, String> parameters, @ModelAttribute("words") Wording words, Model model,
            RedirectAttributes flash, HttpServletResponse response) {
        var plan = plans.plan(new RetainerPlanId(id));
        return save(plan, plan.id(), Typed.in(parameters), words, model, flash, response);
    }

    private String save(@Nullable RetainerPlan before, RetainerPlanId id, Typed typed, Wording words, Model model, RedirectAttributes flash, HttpServletResponse response) {
        var plan = RetainerPlanForm.read(id, catalog.offerings(), typed);
        if (plan != null && plans.all().stream().anyMatch(other -> other.slug().equals(plan.slug()) && !other.id().equals(id))) {
            typed.refuse("slug", "Another retainer already has this address: choose another one.");
        }
        typed.values("contracts").forEach(contract -> contracts.whyNotSignable(contract, RetainerFacts.NAMES, "a retainer").ifPresent(why -> typed.refuse("contracts", why)));
        if (plan != null && !typed.refused()) {
            typed.attempt(Typed.FORM, () -> plans.save(plan));
        }
        if (typed.refused()) {
            response.setStatus(422);
            return show(before, typed, words, model);
        }
        flash.addFlashAttribute("done", before == null ? plan.name() + " is added." : "Saved. Retainers agreed already keep what was agreed.");
        return "redirect:/ops/retainer-plans";
    }

    private String show(@Nullable RetainerPlan plan, Typed typed, Wording words, Model model) {
        model.addAttribute("plan", plan);
        model.addAttribute("form", typed);
        model.addAttribute("offerings", catalog.offerings().stream().filter(offering -> offering.active() && !offering.price().isZero() || typed.has("offerings", offering.id().toString()))
                .map(offering -> new Choice(offering.id().toString(), "%s, %s%s".formatted(offering.name(), words.money(offering.price()), offering.active() ? "" : " (not on sale)"))).toList());
        model.addAttribute("contracts", OfferingsController.inOrder(typed.values("contracts"), contracts.published().stream().map(OfferingsController::choice).toList()));
        model.addAttribute("cadences", Stream.of(Cadence.values()).map(cadence -> new Choice(cadence.name(), capital(RetainerFacts.each(cadence)))).toList());
        model.addAttribute("pauses", List.of(new Choice(PausePolicy.NOT_ALLOWED.name(), "Not at all"), new Choice(PausePolicy.KEEP_ANCHOR.name(), "Yes; it renews on its usual day again, and what was paid for ends on its day"),
                new Choice(PausePolicy.MOVE_ANCHOR.name(), "Yes; what was paid for and every charge after it move by the days of the pause")));
        model.addAttribute("changes", List.of(new Choice(ChangePolicy.NOW.name(), "At once, where it gives and costs more, with the rest of the period charged; else at the next renewal"),
                new Choice(ChangePolicy.AT_RENEWAL.name(), "At the next renewal only")));
        return "ops/retainer-plan";
    }

    private static String capital(String text) {
        return Character.toUpperCase(text.charAt(0)) + text.substring(1);
    }
}
