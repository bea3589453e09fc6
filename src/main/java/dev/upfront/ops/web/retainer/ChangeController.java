package dev.upfront.ops.web.retainer;

import dev.upfront.booking.ForwardBookings;
import dev.upfront.catalog.RetainerPlan;
import dev.upfront.catalog.RetainerPlans;
import dev.upfront.ops.SignedInStaff;
import dev.upfront.ops.web.Wording;
import dev.upfront.retainer.CancellationQuote;
import dev.upfront.retainer.Cancellations;
import dev.upfront.retainer.NotAllowed;
import dev.upfront.retainer.PauseQuote;
import dev.upfront.retainer.Pauses;
import dev.upfront.retainer.PlanChangeQuote;
import dev.upfront.retainer.PlanChangeQuote.When;
import dev.upfront.retainer.PlanChanges;
import dev.upfront.retainer.QuoteChanged;
import dev.upfront.retainer.Retainer;
import dev.upfront.retainer.RetainerId;
import dev.upfront.retainer.RetainerStatus;
import dev.upfront.retainer.Retainers;
import jakarta.servlet.http.HttpServletResponse;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Staff pause, resume, cancel a retainer or change its plan: by the quotes that its client would be shown, and exactly as shown. */
@Controller
@RequestMapping("/ops/retainers/{id}")
class ChangeController {

    private static final String CHANGED = "The amounts or dates have changed since this page was drawn. Nothing was done; please look at them again.";

    private final Retainers retainers;
    private final Cancellations cancellations;
    private final Pauses pauses;
    private final PlanChanges planChanges;
    private final RetainerPlans plans;
    private final ForwardBookings forward;

    ChangeController(Retainers retainers, Cancellations cancellations, Pauses pauses, PlanChanges planChanges, RetainerPlans plans, ForwardBookings forward) {
        this.retainers = retainers;
        this.cancellations = cancellations;
        this.pauses = pauses;
        this.planChanges = planChanges;
        this.plans = plans;
        this.forward = forward;
    }

    /** @param kind "", "now" or "total" */
    record Figure(String kind, String label, String amount) {
    }

    /**
     * What is shown before it is confirmed.
     *
     * @param kept what was shown, sent back with the confirmation
     * @param kind of the button: "danger" or ""
     */
    record Consequence(String title, List<Figure> figures, List<String> sentences, Map<String, String> kept, String button, String kind) {
    }

    /** @param now what it would cost today at once; null when that is not possible */
    record Other(RetainerPlan plan, String price, String atRenewal, @Nullable String now) {
    }

    @GetMapping("/cancel")
    String askToCancel(@PathVariable UUID id, @ModelAttribute("words") Wording words, Model model, RedirectAttributes flash) {
        var retainer = retainers.retainer(new RetainerId(id));
        return allowed(retainer, flash, () -> show(retainer, "cancel", cancel(retainer, cancellations.quote(retainer.id()), words), model));
    }

    @PostMapping("/cancel")
    String cancel(@PathVariable UUID id, @RequestParam(defaultValue = "") String seen, @AuthenticationPrincipal SignedInStaff who, @ModelAttribute("words") Wording words, Model model,
            RedirectAttributes flash, HttpServletResponse response) {
        var retainer = retainers.retainer(new RetainerId(id));
        return allowed(retainer, flash, () -> {
            var quote = cancellations.quote(retainer.id());
            if (!quote.seen().equals(seen)) {
                return changed(retainer, "cancel", cancel(retainer, quote, words), model, response);
            }
            cancellations.cancel(retainer.id(), quote, who.name());
            return done(retainer, "It is cancelled and ends on %s.".formatted(words.day(quote.endsAt())), flash);
        });
    }

    private Consequence cancel(Retainer retainer, CancellationQuote quote, Wording words) {
        var figures = new ArrayList<>(List.of(new Figure("", "It ends on", words.day(quote.endsAt()))));
        quote.charges().forEach(charge -> figures.add(new Figure("", "Still charged on " + words.day(charge.at()), words.money(charge.amount()))));
        if (quote.owed().isPositive()) {
            figures.add(new Figure("", "Open now", words.money(quote.owed())));
        }
        figures.add(new Figure("now", "Charged from now on", quote.stillCharged().isZero() ? "Nothing" : words.money(quote.stillCharged())));
        return new Consequence("Cancel this retainer?", figures, sentences(released(forward.releasedByEnd(retainer.id(), quote.endsAt()).size()),
                "Sessions that are paid and booked take place; what is not used until it ends is gone.", "The client gets a mail when it has ended."), Map.of("seen", quote.seen()), "Cancel it", "danger");
    }

    @GetMapping("/pause")
    String askToPause(@PathVariable UUID id, @RequestParam(required = false) @Nullable String until, @ModelAttribute("words") Wording words, Model model, RedirectAttributes flash) {
        var retainer = retainers.retainer(new RetainerId(id));
        var day = day(until);
        var first = LocalDate.ofInstant(words.now(), retainer.zone());
        model.addAttribute("until", day.map(LocalDate::toString).orElse(first.plusMonths(1).toString()));
        model.addAttribute("first", first.plusDays(1));
        model.addAttribute("last", first.plusDays(365));
        return allowed(retainer, flash, () -> show(retainer, "pause", day.map(chosen -> pause(retainer, pauses.quote(retainer.id(), end(chosen, retainer)), chosen, words)).orElse(null), model));
    }

    @PostMapping("/pause")
    String pause(@PathVariable UUID id, @RequestParam(defaultValue = "") String until, @RequestParam(defaultValue = "") String seen, @AuthenticationPrincipal SignedInStaff who,
            @ModelAttribute("words") Wording words, RedirectAttributes flash) {
        var retainer = retainers.retainer(new RetainerId(id));
        return allowed(retainer, flash, () -> {
            var end = day(until).map(chosen -> end(chosen, retainer));
            if (end.isEmpty() || !seen(pauses.quote(retainer.id(), end.get()), words).equals(seen)) {
                flash.addFlashAttribute("problem", CHANGED);
                return "redirect:/ops/retainers/%s/pause".formatted(id);
            }
            pauses.pause(retainer.id(), end.get(), who.name());
            return done(retainer, "It is paused until %s; nothing is charged before that.".formatted(words.day(end.get())), flash);
        });
    }

    private Consequence pause(Retainer retainer, PauseQuote quote, LocalDate until, Wording words) {
        var figures = new ArrayList<Figure>();
        Optional.ofNullable(quote.before()).ifPresent(before -> figures.add(new Figure("", "Next charge without a pause, " + words.day(before), words.money(quote.amount()))));
        figures.add(new Figure("now", "Next charge with it, " + words.day(quote.chargedAt()), words.money(quote.amount())));
        figures.add(new Figure("total", "What is paid for runs until", words.day(quote.runsUntil())));
        return new Consequence("Paused until " + words.day(quote.goesOnAt()), figures, sentences(released(forward.releasedByPause(retainer.id(), quote.goesOnAt()).size()), "It goes on by itself then, and can be resumed earlier."),
                Map.of("seen", seen(quote, words), "until", until.toString()), "Pause it", "");
    }

    /** What becomes of the sessions that wait for a renewal which will not come. */
    private static Optional<String> released(int sessions) {
        return sessions == 0 ? Optional.empty() : Optional.of(sessions == 1 ? "One session that is booked ahead and not paid yet is released; the client gets a mail about it."
                : "%d sessions that are booked ahead and not paid yet are released; the client gets a mail about each.".formatted(sessions));
    }

    private static List<String> sentences(Optional<String> first, String... others) {
        return Stream.concat(first.stream(), Stream.of(others)).toList();
    }

    @GetMapping("/resume")
    String askToResume(@PathVariable UUID id, @ModelAttribute("words") Wording words, Model model, RedirectAttributes flash) {
        var retainer = retainers.retainer(new RetainerId(id));
        return allowed(retainer, flash, () -> show(retainer, "resume", resume(pauses.resumeQuote(retainer.id()), words), model));
    }

    @PostMapping("/resume")
    String resume(@PathVariable UUID id, @RequestParam(defaultValue = "") String seen, @AuthenticationPrincipal SignedInStaff who, @ModelAttribute("words") Wording words, Model model,
            RedirectAttributes flash, HttpServletResponse response) {
        var retainer = retainers.retainer(new RetainerId(id));
        if (retainer.status() != RetainerStatus.PAUSED) {
            return done(retainer, "It is not paused any more.", flash);
        }
        return allowed(retainer, flash, () -> {
            var quote = pauses.resumeQuote(retainer.id());
            if (!seen(quote, words).equals(seen)) {
                return changed(retainer, "resume", resume(quote, words), model, response);
            }
            pauses.resume(retainer.id(), who.name());
            return done(retainer, "It goes on.", flash);
        });
    }

    private static Consequence resume(PauseQuote quote, Wording words) {
        return new Consequence("Resume this retainer?", List.of(new Figure("now", "Next charge, " + words.day(quote.chargedAt()), words.money(quote.amount()))), List.of(), Map.of("seen", seen(quote, words)),
                "Resume it", "");
    }

    /** To the day: within one, nothing of it changes. */
    private static String seen(PauseQuote quote, Wording words) {
        return "%s %d".formatted(LocalDate.ofInstant(quote.chargedAt(), words.reader().zone()), quote.amount().minor());
    }

    @GetMapping("/plan")
    String choosePlan(@PathVariable UUID id, @ModelAttribute("words") Wording words, Model model) {
        var retainer = retainers.retainer(new RetainerId(id));
        model.addAttribute("plans", plans.onSale().stream().flatMap(plan -> other(retainer, plan, words).stream()).toList());
        planChanges.bound(retainer.id()).ifPresent(sentence -> model.addAttribute("bound", sentence));
        return show(retainer, "plan", null, model);
    }

    private Optional<Other> other(Retainer retainer, RetainerPlan plan, Wording words) {
        return preview(retainer, plan, When.AT_RENEWAL).map(later -> new Other(plan, words.money(plan.terms().amount()), words.day(later.effectiveAt()),
                preview(retainer, plan, When.NOW).map(now -> now.due().isZero() ? "nothing" : words.money(now.due())).orElse(null)));
    }

    private Optional<PlanChangeQuote> preview(Retainer retainer, RetainerPlan plan, When when) {
        try {
            return Optional.of(planChanges.preview(retainer.id(), plan.id(), when));
        } catch (NotAllowed notSo) {
            return Optional.empty();
        }
    }

    @GetMapping("/plan/{slug}")
    String askToChange(@PathVariable UUID id, @PathVariable String slug, @RequestParam(defaultValue = "AT_RENEWAL") When when, @ModelAttribute("words") Wording words, Model model,
            RedirectAttributes flash) {
        var retainer = retainers.retainer(new RetainerId(id));
        var plan = plans.bySlug(slug).orElseThrow();
        return allowed(retainer, flash, () -> show(retainer, "plan/" + slug, change(retainer, plan, planChanges.preview(retainer.id(), plan.id(), when), words), model));
    }

    @PostMapping("/plan/{slug}")
    String change(@PathVariable UUID id, @PathVariable String slug, @RequestParam(defaultValue = "AT_RENEWAL") When when, @RequestParam(defaultValue = "") String seen,
            @AuthenticationPrincipal SignedInStaff who, @ModelAttribute("words") Wording words, Model model, RedirectAttributes flash, HttpServletResponse response) {
        var retainer = retainers.retainer(new RetainerId(id));
        var plan = plans.bySlug(slug).orElseThrow();
        var shown = PlanChangeQuote.read(plan.id(), seen, plan.terms().amount().currency());
        return allowed(retainer, flash, () -> {
            try {
                if (shown.isEmpty()) {
                    throw new NotAllowed("The amounts could not be read back. Nothing was changed; please look at them again.");
                }
                planChanges.change(retainer.id(), shown.get(), who.name());
                return done(retainer, "It goes on with %s from %s on.".formatted(plan.name(), words.day(shown.get().effectiveAt())), flash);
            } catch (QuoteChanged changed) {
                return changed(retainer, "plan/" + slug, change(retainer, plan, planChanges.preview(retainer.id(), plan.id(), when), words), model, response);
            }
        });
    }

    private Consequence change(Retainer retainer, RetainerPlan plan, PlanChangeQuote quote, Wording words) {
        var figures = new ArrayList<Figure>();
        if (quote.when() == When.NOW) {
            figures.add(new Figure("", "The rest of this period, with the new plan", words.money(quote.charge())));
            figures.add(new Figure("", "Already paid for it", words.money(quote.credit().negated())));
        }
        figures.add(new Figure("now", "Charged today", quote.due().isZero() ? "Nothing" : words.money(quote.due())));
        figures.add(new Figure("total", "Charged on " + words.day(quote.renewsAt()), words.money(quote.amount())));
        var sentences = new ArrayList<String>();
        if (quote.sessions() > 0) {
            sentences.add("The client gets %d more %s for the rest of this period.".formatted(quote.sessions(), quote.sessions() == 1 ? "session" : "sessions"));
        }
        if (forward.mayBeReleasedByPlan(retainer.id(), plan.terms(), quote.effectiveAt())) {
            sentences.add("Sessions that are booked ahead keep their place as far as the plan gives them one; those beyond that are released now, the latest first, and the client gets a mail about each.");
        }
        if (!quote.amount().equals(plan.terms().amount())) {
            sentences.add("The first charge is with the set-up fee of %s.".formatted(words.money(plan.terms().setUpFeeOrNothing())));
        }
        return new Consequence("Go on with “%s” from %s on?".formatted(plan.name(), words.day(quote.effectiveAt())), figures, sentences, Map.of("seen", quote.seen(), "when", quote.when().name()), "Change the plan", "");
    }

    private interface Page {
        String draw();
    }

    private static String allowed(Retainer retainer, RedirectAttributes flash, Page page) {
        try {
            return page.draw();
        } catch (NotAllowed | QuoteChanged why) {
            flash.addFlashAttribute("problem", why.getMessage());
            return "redirect:/ops/retainers/" + retainer.id();
        }
    }

    private String show(Retainer retainer, String deed, @Nullable Consequence consequence, Model model) {
        model.addAttribute("retainer", retainer);
        model.addAttribute("name", retainers.terms(retainer.id()).name());
        model.addAttribute("deed", deed);
        model.addAttribute("consequence", consequence);
        return "ops/retainer-change";
    }

    private String changed(Retainer retainer, String deed, Consequence consequence, Model model, HttpServletResponse response) {
        response.setStatus(409);
        model.addAttribute("problem", CHANGED);
        return show(retainer, deed, consequence, model);
    }

    private static String done(Retainer retainer, String sentence, RedirectAttributes flash) {
        flash.addFlashAttribute("done", sentence);
        return "redirect:/ops/retainers/" + retainer.id();
    }

    private static Instant end(LocalDate chosen, Retainer retainer) {
        return chosen.atStartOfDay(retainer.zone()).toInstant();
    }

    private static Optional<LocalDate> day(@Nullable String typed) {
        try {
            return typed == null || typed.isBlank() ? Optional.empty() : Optional.of(LocalDate.parse(typed));
        } catch (DateTimeException unreadable) {
            return Optional.empty();
        }
    }
}
