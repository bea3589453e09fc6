package dev.upfront.portal.web;

import dev.upfront.packages.NotPossible;
import dev.upfront.packages.PackageSales;
import dev.upfront.portal.PackageVisit;
import dev.upfront.portal.Portal;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/** What a client does with a package that was bought: renews it, or does not buy it after all. */
@Controller
@RequestMapping("/s/{token}")
class CreditsController {

    private final Portal portal;
    private final StepPages pages;
    private final PackageSales sales;
    private final PackageDesk desk;
    private final CreditCookie cookie;

    CreditsController(Portal portal, StepPages pages, PackageSales sales, PackageDesk desk, CreditCookie cookie) {
        this.portal = portal;
        this.pages = pages;
        this.sales = sales;
        this.desk = desk;
        this.cookie = cookie;
    }

    /** @param seen the version of the offer that the client read beside the button: nothing else is charged for */
    @PostMapping("/renew")
    ModelAndView renew(@PathVariable String token, @RequestParam(defaultValue = "0") int seen, HttpServletRequest request, HttpServletResponse response) {
        var visit = visit(token);
        try {
            var renewal = desk.renew(visit.sale(), seen);
            cookie.remember(renewal, request, response);
            return SeeOther.at("/s/" + renewal);
        } catch (NotPossible why) {
            return conflict(pages.current(visit, token, why.getMessage(), request));
        }
    }

    @PostMapping("/give-up")
    ModelAndView giveUp(@PathVariable String token, HttpServletRequest request) {
        var visit = visit(token);
        try {
            sales.cancel(visit.sale().id(), "client");
            portal.awaitStepAfter(visit.subject(), visit.current());
            return SeeOther.at("/s/" + token);
        } catch (NotPossible paid) {
            return conflict(pages.current(visit, token, paid.getMessage(), request));
        }
    }

    private PackageVisit visit(String token) {
        return portal.visit(token).filter(PackageVisit.class::isInstance).map(PackageVisit.class::cast).orElseThrow(NoSuchLink::new);
    }

    private static ModelAndView conflict(ModelAndView page) {
        page.setStatus(HttpStatus.CONFLICT);
        return page;
    }
}
