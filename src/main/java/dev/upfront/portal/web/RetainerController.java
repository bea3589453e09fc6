package dev.upfront.portal.web;

import dev.upfront.catalog.RetainerPlan;
import dev.upfront.catalog.RetainerPlans;
import dev.upfront.client.Client;
import dev.upfront.portal.Reader;
import dev.upfront.portal.StepPage.Stage;
import dev.upfront.retainer.NotAllowed;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
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

/** Agreeing to a retainer: what it costs and gives, and the client's details. */
@Controller
@RequestMapping("/retainers/{slug}")
class RetainerController {

    private final RetainerPlans plans;
    private final RetainerDesk desk;
    private final RetainerWords words;
    private final CreditCookie cookie;
    private final SignedInClients signedIn;
    private final Readers readers;

    RetainerController(RetainerPlans plans, RetainerDesk desk, RetainerWords words, CreditCookie cookie, SignedInClients signedIn, Readers readers) {
        this.plans = plans;
        this.desk = desk;
        this.words = words;
        this.cookie = cookie;
        this.signedIn = signedIn;
        this.readers = readers;
    }

    @GetMapping
    ModelAndView plan(@PathVariable String slug, HttpServletRequest request) {
        var plan = found(slug);
        var known = signedIn.of(request);
        var blank = new DetailsForm(slug, RequestId.next().toString(), null, null, readers.reader(request, null).zone().getId(), known.map(Client::name).orElse(null),
                known.map(Client::mail).orElse(null), null, false, null);
        return page(plan, blank, Map.of(), null, request).addObject("begun", begun(plan, request));
    }

    /** A second tab of an agreement whose first period is not paid yet comes to the first one's. */
    @PostMapping
    ModelAndView agree(@PathVariable String slug, @ModelAttribute DetailsForm typed, HttpServletRequest request, HttpServletResponse response) {
        var plan = found(slug);
        var begun = begun(plan, request);
        if (begun != null) {
            return SeeOther.at(begun);
        }
        var errors = typed.errors();
        if (!errors.isEmpty() || !typed.hasRequestKey()) {
            return refused(page(plan, typed, errors, null, request), HttpStatus.UNPROCESSABLE_CONTENT);
        }
        try {
            var reader = readers.reader(request, typed.zone());
            var token = desk.agree(plan, typed, consent(plan, reader), reader, request);
            cookie.remember(token, request, response);
            return SeeOther.at("/s/" + token);
        } catch (NotAllowed notOnSale) {
            return refused(page(plan, typed, Map.of(), notOnSale.getMessage(), request), HttpStatus.CONFLICT);
        } catch (IllegalArgumentException refusedMail) {
            return refused(page(plan, typed, Map.of("mail", refusedMail.getMessage()), null, request), HttpStatus.UNPROCESSABLE_CONTENT);
        }
    }

    private ModelAndView page(RetainerPlan plan, DetailsForm typed, Map<String, String> errors, @Nullable String problem, HttpServletRequest request) {
        var reader = readers.reader(request, typed.zone());
        var page = new ModelAndView("portal/plan");
        page.addObject("plan", plan);
        page.addObject("summary", new Summaries(reader).of(plan, words.line(plan.terms())));
        page.addObject("stages", Stream.of("Details", plan.terms().contracts().isEmpty() ? "" : "Contract", "Pay", "Done").filter(name -> !name.isEmpty())
                .map(name -> new Stage(name, name.equals("Details") ? "current" : "ahead")).toList());
        page.addObject("details", typed);
        page.addObject("errors", errors);
        page.addObject("problem", problem);
        page.addObject("consent", consent(plan, reader));
        page.addObject("facts", words.sentences(plan.terms(), reader));
        page.addObject("next", plan.terms().trialDays() > 0 ? "Nothing is charged on this page, and nothing before the trial is over."
                : "Nothing is charged on this page. You pay %s at the last step, after you have seen everything.".formatted(reader.money(plan.terms().amount().plus(plan.terms().setUpFeeOrNothing()))));
        return page;
    }

    /** The address of what this browser has begun to agree to and not paid; null when there is nothing. */
    private @Nullable String begun(RetainerPlan plan, HttpServletRequest request) {
        return cookie.begun(plan.id(), request).map(token -> "/s/" + token).orElse(null);
    }

    private String consent(RetainerPlan plan, Reader reader) {
        return "I agree to these terms: %s My details are kept to handle this retainer.".formatted(String.join(" ", words.sentences(plan.terms(), reader)));
    }

    private RetainerPlan found(String slug) {
        return plans.bySlug(slug).orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
    }

    private static ModelAndView refused(ModelAndView page, HttpStatus status) {
        page.setStatus(status);
        return page;
    }
}
