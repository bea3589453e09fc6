package dev.upfront.portal.web;

import dev.upfront.booking.BookingStatus;
import dev.upfront.client.Clients;
import dev.upfront.payment.CheckoutPage;
import dev.upfront.payment.Payment;
import dev.upfront.payment.Payments;
import dev.upfront.payment.StripeUnavailable;
import dev.upfront.portal.BookingVisit;
import dev.upfront.portal.Portal;
import dev.upfront.portal.Visit;
import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/** The way to Stripe's page and back. What is paid, and how much, is never taken from the browser. */
@Controller
@RequestMapping("/s/{token}")
class PayController {

    private static final Logger log = LoggerFactory.getLogger(PayController.class);

    private final Portal portal;
    private final StepPages pages;
    private final Payments payments;
    private final Clients clients;
    private final InstantSource clock;
    private final URI baseAddress;

    PayController(Portal portal, StepPages pages, Payments payments, Clients clients, InstantSource clock, @Value("${upfront.base-address}") URI baseAddress) {
        this.portal = portal;
        this.pages = pages;
        this.payments = payments;
        this.clients = clients;
        this.clock = clock;
        this.baseAddress = baseAddress;
    }

    /** @param renews present when the box was ticked by which something may renew by itself; kept before anything is paid */
    @PostMapping("/pay")
    ModelAndView pay(@PathVariable String token, @RequestParam(name = "payment", defaultValue = "") String id, @RequestParam(required = false) @Nullable String renews,
            HttpServletRequest request) {
        var visit = visit(token);
        var payment = visit.payments().stream().filter(owed -> owed.id().toString().equals(id)).findFirst();
        if (payment.isEmpty()) {
            return SeeOther.at("/s/" + token);
        }
        var renewing = pages.renewing(visit, request);
        if (renewing != null) {
            if (renews == null) {
                return notTicked(visit, token, request);
            }
            consented(visit, "auto-renewal", renewing.text(), request);
        }
        try {
            return switch (payments.openCheckout(payment.get().id(), baseAddress.resolve("/s/" + token + "/paid"))) {
                case CheckoutPage.Ready(var address) -> {
                    recordConsent(visit, payment.get(), request);
                    yield SeeOther.at(address.toString());
                }
                case CheckoutPage.Checking() -> problem(visit, token, "We are still waiting for Stripe’s answer to an earlier try. Nothing new was charged. Please press the button again in a few seconds.", request);
                case CheckoutPage.Paid paid -> next(visit, token);
                case CheckoutPage.Closed closed -> next(visit, token);
            };
        } catch (StripeUnavailable away) {
            return problem(visit, token, "Stripe’s page can’t be opened right now. Nothing was charged%s. Please try again in a minute."
                    .formatted(isHeld(visit) ? " and your time is still held" : ""), request);
        }
    }

    /** Stripe sends the browser here, paid or not. When Stripe can't be asked, the webhook or the timer settles it. */
    @GetMapping("/paid")
    ModelAndView paid(@PathVariable String token, @RequestParam(name = "checkout", required = false) @Nullable String session, HttpServletRequest request) {
        var visit = visit(token);
        if (session == null || session.isBlank()) {
            return SeeOther.at("/s/" + token + "?unpaid");
        }
        if (!payments.returnFromCheckout(session)) {
            log.warn("Stripe could not be asked about a checkout of {}: its webhook or the next question settles it", visit.subject().reference());
            return pages.current(visit, token, "Stripe has not told us yet whether your payment arrived. Please don’t pay again: this page moves on "
                    + "by itself as soon as we know, and you are never charged twice.", request);
        }
        return next(visit, token);
    }

    private ModelAndView next(Visit visit, String token) {
        portal.awaitStepAfter(visit.subject(), visit.current());
        return SeeOther.at("/s/" + token);
    }

    private void recordConsent(Visit visit, Payment payment, HttpServletRequest request) {
        var consent = pages.keepCardConsent(visit, payment, request);
        if (consent != null) {
            consented(visit, "keep-card", consent, request);
        }
    }

    private void consented(Visit visit, String kind, String text, HttpServletRequest request) {
        clients.recordConsent(visit.client().id(), kind, text, request.getRemoteAddr(), BookingDesk.userAgent(request), clock.instant());
    }

    private ModelAndView notTicked(Visit visit, String token, HttpServletRequest request) {
        var page = pages.current(visit, token, request).addObject("renewsError", "Please tick this if you agree to it. Nothing was charged.");
        page.setStatus(HttpStatus.UNPROCESSABLE_CONTENT);
        return page;
    }

    private ModelAndView problem(Visit visit, String token, String sentence, HttpServletRequest request) {
        var page = pages.current(visit, token, sentence, request);
        page.setStatus(HttpStatus.SERVICE_UNAVAILABLE);
        return page;
    }

    private static boolean isHeld(Visit visit) {
        return visit instanceof BookingVisit booked && booked.booking().status() == BookingStatus.HELD;
    }

    private Visit visit(String token) {
        return portal.visit(token).orElseThrow(NoSuchLink::new);
    }
}
