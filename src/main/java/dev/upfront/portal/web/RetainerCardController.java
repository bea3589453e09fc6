package dev.upfront.portal.web;

import dev.upfront.client.Clients;
import dev.upfront.payment.CardSetups;
import dev.upfront.payment.StripeUnavailable;
import dev.upfront.portal.CurrentStep;
import dev.upfront.portal.Portal;
import dev.upfront.portal.RetainerVisit;
import dev.upfront.retainer.RetainerStatus;
import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/** Another card for a retainer: what will be charged to it stands beside the button, then Stripe's page takes it, and nothing is charged for that. */
@Controller
@RequestMapping("/s/{token}/retainer/card")
class RetainerCardController {

    private final Portal portal;
    private final RetainerChangePages pages;
    private final StepPages steps;
    private final CardSetups setups;
    private final Clients clients;
    private final InstantSource clock;
    private final URI baseAddress;

    RetainerCardController(Portal portal, RetainerChangePages pages, StepPages steps, CardSetups setups, Clients clients, InstantSource clock, @Value("${upfront.base-address}") URI baseAddress) {
        this.portal = portal;
        this.pages = pages;
        this.steps = steps;
        this.setups = setups;
        this.clients = clients;
        this.clock = clock;
        this.baseAddress = baseAddress;
    }

    @GetMapping
    ModelAndView ask(@PathVariable String token, HttpServletRequest request) {
        var visit = visit(token);
        return isOver(visit) ? SeeOther.at("/s/" + token) : pages.card(visit, token, null, request);
    }

    /** @param renews present when the box was ticked by which something may renew by itself: asked for before a trial, and agreed to already later on */
    @PostMapping
    ModelAndView open(@PathVariable String token, @RequestParam(required = false) @Nullable String renews, HttpServletRequest request) {
        var visit = visit(token);
        if (isOver(visit)) {
            return SeeOther.at("/s/" + token);
        }
        var renewing = steps.renewing(visit, request);
        if (renewing != null && renews == null) {
            var page = steps.current(visit, token, request).addObject("renewsError", "Please tick this if you agree to it. Nothing was charged, and no card is kept.");
            page.setStatus(HttpStatus.UNPROCESSABLE_CONTENT);
            return page;
        }
        clients.recordConsent(visit.client().id(), renewing == null ? "keep-card" : "auto-renewal", renewing == null ? pages.cardConsent(visit, request) : renewing.text(),
                request.getRemoteAddr(), BookingDesk.userAgent(request), clock.instant());
        try {
            var page = setups.open(visit.subject().payer(), visit.client().id(), visit.retainer().reference(), baseAddress.resolve("/s/" + token + "/retainer/card/kept"));
            return SeeOther.at(page.toString());
        } catch (StripeUnavailable away) {
            var page = problem(visit, token, "Stripe’s page can’t be opened right now. Nothing was changed and nothing was charged; a card that is kept stays. Please try again in a minute.", request);
            page.setStatus(HttpStatus.SERVICE_UNAVAILABLE);
            return page;
        }
    }

    /** Stripe sends the browser here, with a card or without. */
    @GetMapping("/kept")
    ModelAndView kept(@PathVariable String token, @RequestParam(name = "checkout", required = false) @Nullable String session, HttpServletRequest request) {
        var visit = visit(token);
        if (session == null || session.isBlank()) {
            return steps.current(visit, token, request).addObject("note", "You turned back before giving a card. Nothing was changed.");
        }
        if (!setups.returnFrom(session)) {
            return steps.current(visit, token, request).addObject("note", "Stripe has not told us yet about your card. This page shows it as soon as we know; nothing is charged for it.");
        }
        portal.awaitNextStep(visit.subject());
        return SeeOther.at("/s/" + token);
    }

    private ModelAndView problem(RetainerVisit visit, String token, String sentence, HttpServletRequest request) {
        return visit.current() instanceof CurrentStep.KeepCard ? steps.current(visit, token, sentence, request) : pages.card(visit, token, sentence, request);
    }

    private static boolean isOver(RetainerVisit visit) {
        return visit.retainer().status() == RetainerStatus.ENDED;
    }

    private RetainerVisit visit(String token) {
        return portal.visit(token).filter(RetainerVisit.class::isInstance).map(RetainerVisit.class::cast).orElseThrow(NoSuchLink::new);
    }
}
