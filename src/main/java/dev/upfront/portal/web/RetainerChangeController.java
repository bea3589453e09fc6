package dev.upfront.portal.web;

import dev.upfront.portal.Portal;
import dev.upfront.portal.RetainerVisit;
import dev.upfront.portal.web.RetainerChangePages.Choice;
import dev.upfront.retainer.Cancellations;
import dev.upfront.retainer.NotAllowed;
import dev.upfront.retainer.Pauses;
import dev.upfront.retainer.PlanChangeQuote;
import dev.upfront.retainer.PlanChanges;
import dev.upfront.retainer.QuoteChanged;
import dev.upfront.retainer.RetainerStatus;
import jakarta.servlet.http.HttpServletRequest;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/** Pausing, resuming, cancelling a retainer and changing its plan: each shows first what it means in money, and then does exactly that. */
@Controller
@RequestMapping("/s/{token}/retainer")
class RetainerChangeController {

    private static final String CLIENT = "client";
    private static final String CHANGED = "The amounts or dates have changed since they were shown. Nothing was changed or charged; please look at them again.";

    private final Portal portal;
    private final Cancellations cancellations;
    private final Pauses pauses;
    private final PlanChanges planChanges;
    private final RetainerChangePages pages;

    RetainerChangeController(Portal portal, Cancellations cancellations, Pauses pauses, PlanChanges planChanges, RetainerChangePages pages) {
        this.portal = portal;
        this.cancellations = cancellations;
        this.pauses = pauses;
        this.planChanges = planChanges;
        this.pages = pages;
    }

    @GetMapping("/cancel")
    ModelAndView askToCancel(@PathVariable String token, HttpServletRequest request) {
        var visit = visit(token);
        return visit.retainer().cancelledAt() != null ? back(token)
                : allowed(visit, token, "This can’t be cancelled here", request, () -> pages.cancel(visit, token, cancellations.quote(visit.retainer().id()), null, request));
    }

    /** @param seen the quote that the client read, as the page sent it */
    @PostMapping("/cancel")
    ModelAndView cancel(@PathVariable String token, @RequestParam(defaultValue = "") String seen, HttpServletRequest request) {
        var visit = visit(token);
        var id = visit.retainer().id();
        if (visit.retainer().cancelledAt() != null) {
            return back(token);
        }
        return allowed(visit, token, "This can’t be cancelled here", request, () -> {
            var quote = cancellations.quote(id);
            if (!quote.seen().equals(seen)) {
                return conflict(pages.cancel(visit, token, quote, CHANGED, request));
            }
            try {
                cancellations.cancel(id, quote, CLIENT);
                return done(visit, token);
            } catch (QuoteChanged changed) {
                return conflict(pages.cancel(visit, token, cancellations.quote(id), changed.getMessage(), request));
            }
        });
    }

    /** @param until the chosen day; none at first */
    @GetMapping("/pause")
    ModelAndView askToPause(@PathVariable String token, @RequestParam(required = false) @Nullable String until, HttpServletRequest request) {
        var visit = visit(token);
        return pages.pause(visit, token, until, null, request);
    }

    @PostMapping("/pause")
    ModelAndView pause(@PathVariable String token, @RequestParam(defaultValue = "") String until, @RequestParam(defaultValue = "") String seen, HttpServletRequest request) {
        var visit = visit(token);
        var end = pages.pauseEnd(visit, until);
        if (end.isPresent() && end.get().equals(visit.retainer().resumesAt())) {
            return back(token);
        }
        try {
            if (end.isEmpty() || !pages.seen(pauses.quote(visit.retainer().id(), end.get()), visit, request).equals(seen)) {
                return conflict(pages.pause(visit, token, until, end.isEmpty() ? null : CHANGED, request));
            }
            pauses.pause(visit.retainer().id(), end.get(), CLIENT);
            return done(visit, token);
        } catch (NotAllowed why) {
            return conflict(pages.pause(visit, token, until, why.getMessage(), request));
        }
    }

    @GetMapping("/resume")
    ModelAndView askToResume(@PathVariable String token, HttpServletRequest request) {
        var visit = visit(token);
        return visit.retainer().status() != RetainerStatus.PAUSED ? back(token) : pages.resume(visit, token, null, request);
    }

    /** A second tab finds it resumed already. */
    @PostMapping("/resume")
    ModelAndView resume(@PathVariable String token, @RequestParam(defaultValue = "") String seen, HttpServletRequest request) {
        var visit = visit(token);
        if (visit.retainer().status() != RetainerStatus.PAUSED) {
            return back(token);
        }
        if (!pages.seen(pauses.resumeQuote(visit.retainer().id()), visit, request).equals(seen)) {
            return conflict(pages.resume(visit, token, CHANGED, request));
        }
        pauses.resume(visit.retainer().id(), CLIENT);
        return done(visit, token);
    }

    @GetMapping("/plan")
    ModelAndView choosePlan(@PathVariable String token, HttpServletRequest request) {
        return pages.plans(visit(token), token, request);
    }

    @GetMapping("/plan/{slug}")
    ModelAndView askToChange(@PathVariable String token, @PathVariable String slug, @RequestParam(defaultValue = "AT_RENEWAL") String when, HttpServletRequest request) {
        var visit = visit(token);
        var choice = pages.choice(slug, when);
        return allowed(visit, token, "The plan can’t be changed so", request, () -> preview(visit, token, choice, null, request));
    }

    /** @param seen the quote that the client read, with the moment that it was made for, as the page sent it */
    @PostMapping("/plan/{slug}")
    ModelAndView change(@PathVariable String token, @PathVariable String slug, @RequestParam(defaultValue = "AT_RENEWAL") String when, @RequestParam(defaultValue = "") String seen,
            HttpServletRequest request) {
        var visit = visit(token);
        var choice = pages.choice(slug, when);
        var shown = PlanChangeQuote.read(choice.plan().id(), seen, choice.plan().terms().amount().currency()).filter(quote -> quote.when() == choice.when());
        return allowed(visit, token, "The plan can’t be changed so", request, () -> {
            if (shown.isEmpty()) {
                return conflict(preview(visit, token, choice, "The amounts could not be read back. Nothing was changed; please look at them again.", request));
            }
            try {
                planChanges.change(visit.retainer().id(), shown.get(), CLIENT);
                return done(visit, token);
            } catch (QuoteChanged changed) {
                return conflict(preview(visit, token, choice, changed.getMessage(), request));
            }
        });
    }

    private ModelAndView preview(RetainerVisit visit, String token, Choice choice, @Nullable String problem, HttpServletRequest request) {
        return pages.plan(visit, token, choice.plan(), planChanges.preview(visit.retainer().id(), choice.plan().id(), choice.when()), problem, request);
    }

    private ModelAndView done(RetainerVisit visit, String token) {
        portal.awaitStepAfter(visit.subject(), visit.current());
        return back(token);
    }

    private ModelAndView allowed(RetainerVisit visit, String token, String title, HttpServletRequest request, Supplier<ModelAndView> page) {
        try {
            return page.get();
        } catch (NotAllowed why) {
            return conflict(pages.notAllowed(visit, token, title, why.getMessage(), request));
        }
    }

    private static ModelAndView back(String token) {
        return SeeOther.at("/s/" + token);
    }

    private RetainerVisit visit(String token) {
        return portal.visit(token).filter(RetainerVisit.class::isInstance).map(RetainerVisit.class::cast).orElseThrow(NoSuchLink::new);
    }

    private static ModelAndView conflict(ModelAndView page) {
        page.setStatus(HttpStatus.CONFLICT);
        return page;
    }
}
