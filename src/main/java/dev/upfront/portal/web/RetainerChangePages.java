package dev.upfront.portal.web;

import dev.upfront.booking.ForwardBookings;
import dev.upfront.catalog.PausePolicy;
import dev.upfront.catalog.RetainerPlan;
import dev.upfront.catalog.RetainerPlans;
import dev.upfront.payment.Payment;
import dev.upfront.payment.PaymentStatus;
import dev.upfront.portal.Reader;
import dev.upfront.portal.RetainerVisit;
import dev.upfront.portal.Summary.Figure;
import dev.upfront.retainer.CancellationQuote;
import dev.upfront.retainer.NotAllowed;
import dev.upfront.retainer.PauseQuote;
import dev.upfront.retainer.Pauses;
import dev.upfront.retainer.PlanChangeQuote;
import dev.upfront.retainer.PlanChangeQuote.When;
import dev.upfront.retainer.PlanChanges;
import dev.upfront.retainer.RetainerFacts;
import dev.upfront.retainer.RetainerStatus;
import jakarta.servlet.http.HttpServletRequest;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.ModelAndView;

/** Draws the pages on which a retainer is paused, resumed, cancelled or put on another plan: the consequence in money first, then the button. */
@Component
class RetainerChangePages {

    private final StepPages pages;
    private final RetainerPlans plans;
    private final RetainerWords words;
    private final PlanChanges planChanges;
    private final Pauses pauses;
    private final Readers readers;
    private final ForwardBookings forward;
    private final InstantSource clock;

    RetainerChangePages(StepPages pages, RetainerPlans plans, RetainerWords words, PlanChanges planChanges, Pauses pauses, Readers readers, ForwardBookings forward, InstantSource clock) {
        this.readers = readers;
        this.pages = pages;
        this.plans = plans;
        this.words = words;
        this.planChanges = planChanges;
        this.pauses = pauses;
        this.forward = forward;
        this.clock = clock;
    }

    /** A plan to go on with, and from when. */
    record Choice(RetainerPlan plan, When when) {}

    /**
     * What is shown before it is confirmed.
     *
     * @param action where the form is sent
     * @param seen what was shown, sent back with the confirmation
     * @param kind of the button: "danger" or ""
     * @param keep what the way back is called
     */
    record Consequence(String title, String lead, List<Figure> figures, List<String> sentences, String action, Map<String, String> seen, String button, String kind, String keep) {}

    /** @param now what going on with it at once would cost today; null when that is not possible */
    record Other(String name, String line, String price, String description, String address, String atRenewal, @Nullable String nowAddress, @Nullable String now) {}

    ModelAndView cancel(RetainerVisit visit, String token, CancellationQuote quote, @Nullable String problem, HttpServletRequest request) {
        var reader = pages.reader(visit, request);
        var figures = new ArrayList<>(List.of(new Figure("later", "It ends on", null, RetainerWords.day(quote.endsAt(), reader))));
        quote.charges().forEach(charge -> figures.add(new Figure("later", "Still charged", "on " + RetainerWords.day(charge.at(), reader), reader.money(charge.amount()))));
        if (quote.owed().isPositive()) {
            figures.add(new Figure("later", "Open now", "for what has begun", reader.money(quote.owed())));
        }
        var still = quote.stillCharged();
        figures.add(new Figure("now", "Charged from now on", "altogether", still.isZero() ? "Nothing" : reader.money(still)));
        var sentences = new ArrayList<String>();
        if (!quote.charges().isEmpty()) {
            sentences.add(why(visit));
        }
        released(forward.releasedByEnd(visit.retainer().id(), quote.endsAt()).size()).ifPresent(sentences::add);
        if (visit.retainer().status() == RetainerStatus.PAUSED && movesAnchor(visit)) {
            sentences.add("The pause ends today: what was left of the period that you paid for goes on from now until then.");
        }
        if (visit.retainer().renewals() > 0) {
            sentences.add("What is paid for stays yours until then. Sessions that you have booked take place, and what you do not use by then is gone.");
        }
        var view = new Consequence("Cancel “%s”?".formatted(visit.terms().name()), quote.charges().isEmpty() ? "It does not renew any more." : "It is still charged as you agreed, and then ends.",
                figures, sentences, "/cancel", Map.of("seen", quote.seen()), still.isZero() ? "Cancel, nothing more is charged" : "Cancel and still pay " + reader.money(still), "danger", "Keep it");
        return draw(visit, token, "Cancel", view, problem, request);
    }

    /** What becomes of the sessions that wait for a renewal which will not come. */
    private static Optional<String> released(int sessions) {
        return sessions == 0 ? Optional.empty() : Optional.of(sessions == 1 ? "One session that you have booked ahead is not paid yet and is released with it. Nothing is charged for it."
                : "%d sessions that you have booked ahead are not paid yet and are released with it. Nothing is charged for them.".formatted(sessions));
    }

    /** Why it is still charged. */
    private static String why(RetainerVisit visit) {
        var terms = visit.terms().terms();
        return visit.retainer().renewals() < terms.minimumTerm() ? "You agreed to at least %d charges; %d of them %s made.".formatted(terms.minimumTerm(), visit.retainer().renewals(),
                visit.retainer().renewals() == 1 ? "is" : "are")
                : "You agreed to cancel at the latest %d days before the end of a period; for this one that has passed.".formatted(terms.noticeDays());
    }

    /** The day until which it is paused, at its beginning; nothing while none is chosen or it can't be read. */
    Optional<Instant> pauseEnd(RetainerVisit visit, @Nullable String typed) {
        try {
            return typed == null || typed.isBlank() ? Optional.empty() : Optional.of(LocalDate.parse(typed).atStartOfDay(visit.zone()).toInstant());
        } catch (DateTimeException unreadable) {
            return Optional.empty();
        }
    }

    ModelAndView pause(RetainerVisit visit, String token, @Nullable String typed, @Nullable String problem, HttpServletRequest request) {
        var reader = pages.reader(visit, request);
        var end = pauseEnd(visit, typed);
        var sentence = problem;
        Consequence view = null;
        try {
            if (end.isPresent()) {
                view = pause(visit, pauses.quote(visit.retainer().id(), end.get()), typed, reader, request);
            } else if (typed != null) {
                sentence = "Please choose a day. Nothing was changed.";
            }
        } catch (NotAllowed why) {
            sentence = why.getMessage();
        }
        var today = LocalDate.ofInstant(clock.instant(), visit.zone());
        var model = new HashMap<String, Object>(Map.of("until", typed == null ? today.plusMonths(1).toString() : typed, "first", today.plusDays(1).toString(), "last", today.plusDays(365).toString(),
                "terms", movesAnchor(visit) ? "While it is paused nothing is charged. What is left of the period that you paid for, and each charge after it, move by the days of the pause."
                        : "While it is paused nothing is charged. What you paid for can be used meanwhile and ends on its day; afterwards it is charged on its usual day again."));
        Optional.ofNullable(view).ifPresent(shown -> model.put("consequence", shown));
        Optional.ofNullable(sentence).ifPresent(said -> model.put("problem", said));
        return pages.page("retainer-pause", "Pause", visit, token, request, model);
    }

    private Consequence pause(RetainerVisit visit, PauseQuote quote, String typed, Reader reader, HttpServletRequest request) {
        var figures = new ArrayList<Figure>();
        Optional.ofNullable(quote.before()).ifPresent(before -> figures.add(new Figure("later", "Next charge without a pause", "on " + RetainerWords.day(before, reader), reader.money(quote.amount()))));
        figures.add(new Figure("now", "Next charge with it", "on " + RetainerWords.day(quote.chargedAt(), reader), reader.money(quote.amount())));
        figures.add(new Figure("total", "What you paid for runs until", null, RetainerWords.day(quote.runsUntil(), reader)));
        return new Consequence("Paused until " + RetainerWords.day(quote.goesOnAt(), reader), "It goes on by itself then, and you can resume it earlier.", figures,
                released(forward.releasedByPause(visit.retainer().id(), quote.goesOnAt()).size()).stream().toList(), "/pause",
                Map.of("seen", seen(quote, visit, request), "until", typed), "Pause it until " + RetainerWords.day(quote.goesOnAt(), reader), "", "Don’t pause it");
    }

    /** What was shown of it, to the day: within one, nothing of it changes. */
    String seen(PauseQuote quote, RetainerVisit visit, HttpServletRequest request) {
        var reader = pages.reader(visit, request);
        return "%s %d".formatted(LocalDate.ofInstant(quote.chargedAt(), reader.zone()), quote.amount().minor());
    }

    ModelAndView resume(RetainerVisit visit, String token, @Nullable String problem, HttpServletRequest request) {
        var reader = pages.reader(visit, request);
        var quote = pauses.resumeQuote(visit.retainer().id());
        var view = new Consequence("Resume “%s”?".formatted(visit.terms().name()), "It goes on today.",
                List.of(new Figure("now", "Next charge", "on " + RetainerWords.day(quote.chargedAt(), reader), reader.money(quote.amount()))), List.of(), "/resume",
                Map.of("seen", seen(quote, visit, request)), "Resume it", "", "Leave it paused");
        return draw(visit, token, "Resume", view, problem, request);
    }

    /** Another card: what is owed now and what renews is charged to it. */
    ModelAndView card(RetainerVisit visit, String token, @Nullable String problem, HttpServletRequest request) {
        var reader = pages.reader(visit, request);
        var figures = new ArrayList<>(List.of(new Figure("now", "Charged to keep it", null, "Nothing")));
        open(visit).forEach(payment -> figures.add(new Figure("now", "Open, charged to it at once", payment.reference(), reader.money(payment.amount().minus(payment.collected())))));
        Optional.ofNullable(words.next(visit, reader)).ifPresent(next -> figures.add(new Figure("later", next.label(), next.when(), next.amount())));
        var view = new Consequence(visit.card() == null ? "Give a card" : "Replace the card", visit.card() == null ? "No card is kept for it now." : "Your %s is kept now.".formatted(visit.card()), figures,
                List.of(cardConsent(visit, request)), "/card", Map.of(), "Continue to Stripe’s page", "", "Leave it as it is");
        return draw(visit, token, "Your card", view, problem, request);
    }

    /** The sentence by which the client lets the practice keep the card. */
    String cardConsent(RetainerVisit visit, HttpServletRequest request) {
        var reader = pages.reader(visit, request);
        var next = words.next(visit, reader);
        var open = open(visit).stream().map(payment -> reader.money(payment.amount().minus(payment.collected()))).toList();
        return "By continuing you let %s keep the card that you give on the next page at Stripe%s. %s%s.".formatted(readers.practice(request).name(),
                visit.card() == null ? "" : ", in place of your " + visit.card(),
                open.isEmpty() ? "Nothing is charged now" : "%s, which %s open, %s charged to it at once".formatted(String.join(" and ", open), open.size() == 1 ? "is" : "are", open.size() == 1 ? "is" : "are"),
                next == null ? "" : "; %s is charged to it on %s, and what renews after that as you agreed".formatted(next.amount(), next.when()));
    }

    /** What a card that is given now is charged with at once. Before the first period is paid nothing is owed: it then begins on the page that takes the money. */
    private static List<Payment> open(RetainerVisit visit) {
        return visit.periods().size() > 1 ? visit.payments().stream().filter(payment -> payment.status() == PaymentStatus.OWED).toList() : List.of();
    }

    ModelAndView plans(RetainerVisit visit, String token, HttpServletRequest request) {
        var reader = pages.reader(visit, request);
        var others = plans.onSale().stream().flatMap(plan -> other(visit, token, plan, reader).stream()).toList();
        var model = new HashMap<String, Object>(Map.of("plans", others));
        planChanges.bound(visit.retainer().id()).ifPresent(sentence -> model.put("bound", sentence));
        return pages.page("retainer-plans", "Change the plan", visit, token, request, model);
    }

    /** Nothing when it can't go on with that one. */
    private Optional<Other> other(RetainerVisit visit, String token, RetainerPlan plan, Reader reader) {
        return preview(visit, plan, When.AT_RENEWAL).map(later -> {
            var now = preview(visit, plan, When.NOW);
            var address = "/s/%s/retainer/plan/%s".formatted(token, plan.slug());
            return new Other(plan.name(), words.line(plan.terms()), "%s %s".formatted(reader.money(plan.terms().amount()), RetainerFacts.each(plan.terms().cadence())), plan.description(),
                    address, "From %s on".formatted(RetainerWords.day(later.effectiveAt(), reader)), now.map(quote -> address + "?when=NOW").orElse(null),
                    now.map(quote -> quote.due().isZero() ? "From now on, nothing to pay today" : "From now on, %s today".formatted(reader.money(quote.due()))).orElse(null));
        });
    }

    private Optional<PlanChangeQuote> preview(RetainerVisit visit, RetainerPlan plan, When when) {
        try {
            return Optional.of(planChanges.preview(visit.retainer().id(), plan.id(), when));
        } catch (NotAllowed notSo) {
            return Optional.empty();
        }
    }

    Choice choice(String slug, String when) {
        return new Choice(plans.bySlug(slug).orElseThrow(NoSuchLink::new), when.equals(When.NOW.name()) ? When.NOW : When.AT_RENEWAL);
    }

    ModelAndView plan(RetainerVisit visit, String token, RetainerPlan plan, PlanChangeQuote quote, @Nullable String problem, HttpServletRequest request) {
        var reader = pages.reader(visit, request);
        var now = quote.when() == When.NOW;
        var figures = new ArrayList<Figure>();
        if (now) {
            figures.add(new Figure("later", "The rest of this period", "with " + plan.name(), reader.money(quote.charge())));
            figures.add(new Figure("later", "Already paid for it", "with " + visit.terms().name(), reader.money(quote.credit().negated())));
        }
        figures.add(new Figure("now", "Charged today", now && visit.card() != null && quote.due().isPositive() ? "to your " + visit.card() : null, quote.due().isZero() ? "Nothing" : reader.money(quote.due())));
        figures.add(new Figure("total", "Charged next", next(plan, quote, reader), reader.money(quote.amount())));
        var sentences = new ArrayList<String>();
        if (quote.sessions() > 0) {
            sentences.add("You get %s for the rest of this period.".formatted(quote.sessions() == 1 ? "one session more" : quote.sessions() + " sessions more"));
        }
        if (!now) {
            sentences.add("Until then everything stays as it is.");
        }
        if (forward.mayBeReleasedByPlan(visit.retainer().id(), plan.terms(), quote.effectiveAt())) {
            sentences.add("Sessions that you have booked ahead keep their place as far as “%s” gives them one; those beyond that are released now, the latest first. Nothing is charged for them, and you get a mail about each.".formatted(plan.name()));
        }
        sentences.addAll(words.sentencesAhead(visit, plan.terms(), reader));
        var view = new Consequence("Go on with “%s”?".formatted(plan.name()), now ? "From now on." : "From %s on.".formatted(RetainerWords.day(quote.effectiveAt(), reader)), figures, sentences,
                "/plan/" + plan.slug(), Map.of("seen", quote.seen(), "when", quote.when().name()), quote.due().isPositive() ? "Change and pay " + reader.money(quote.due()) : "Change the plan", "", "Keep the plan I have");
        return draw(visit, token, "Change the plan", view, problem, request);
    }

    /** When it is charged next, and what after that. */
    private static String next(RetainerPlan plan, PlanChangeQuote quote, Reader reader) {
        var each = RetainerFacts.each(plan.terms().cadence());
        var then = quote.amount().equals(plan.terms().amount()) ? each : "%s %s".formatted(reader.money(plan.terms().amount()), each);
        return "on %s, then %s".formatted(RetainerWords.day(quote.renewsAt(), reader), then);
    }

    ModelAndView notAllowed(RetainerVisit visit, String token, String title, String sentence, HttpServletRequest request) {
        return pages.page("told", title, visit, token, request, Map.of("told", new StateView.Told("waiting", title, List.of(sentence), null, null), "back", true));
    }

    private ModelAndView draw(RetainerVisit visit, String token, String title, Consequence view, @Nullable String problem, HttpServletRequest request) {
        var model = new HashMap<String, Object>(Map.of("consequence", view));
        Optional.ofNullable(problem).ifPresent(sentence -> model.put("problem", sentence));
        return pages.page("retainer-change", title, visit, token, request, model);
    }

    private static boolean movesAnchor(RetainerVisit visit) {
        return visit.terms().terms().pausePolicy() == PausePolicy.MOVE_ANCHOR;
    }
}
