package dev.upfront.portal.web.me;

import dev.upfront.client.SignIns;
import dev.upfront.portal.web.SeeOther;
import dev.upfront.portal.web.SignedInClients;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/** Signing in and out. The link in the mail only shows a button: mail scanners open links, and people press buttons. */
@Controller
@RequestMapping("/me")
class SignInController {

    private final SignIns signIns;
    private final SignedInClients signedIn;
    private final SignInLinkLimit limit;

    SignInController(SignIns signIns, SignedInClients signedIn, SignInLinkLimit limit) {
        this.signIns = signIns;
        this.signedIn = signedIn;
        this.limit = limit;
    }

    /**
     * @param sent present after a link was asked for
     * @param out present after signing out
     */
    @GetMapping("/sign-in")
    ModelAndView signIn(@RequestParam(required = false) @Nullable String sent, @RequestParam(required = false) @Nullable String out, HttpServletRequest request) {
        if (signedIn.of(request).isPresent()) {
            return SeeOther.at("/me");
        }
        return page("").addObject("sent", sent != null).addObject("out", out != null);
    }

    /** The answer is the same for everybody: who is a client is nobody's business. */
    @PostMapping("/sign-in")
    ModelAndView askForLink(@RequestParam(defaultValue = "") String mail, HttpServletRequest request) {
        if (!limit.allows(mail, request.getRemoteAddr())) {
            return refused(page(mail).addObject("tooMany", true), HttpStatus.TOO_MANY_REQUESTS);
        }
        try {
            signIns.askForLink(mail);
            return SeeOther.at("/me/sign-in?sent");
        } catch (IllegalArgumentException noMailAddress) {
            return refused(page(mail).addObject("error", noMailAddress.getMessage()), HttpStatus.UNPROCESSABLE_CONTENT);
        }
    }

    @GetMapping("/sign-in/{token}")
    ModelAndView look(@PathVariable String token, HttpServletRequest request) {
        return signIns.isGood(token) ? new ModelAndView("portal/me/link", "token", token) : noGood(request);
    }

    @PostMapping("/sign-in/{token}")
    ModelAndView signIn(@PathVariable String token, HttpServletRequest request, HttpServletResponse response) {
        return signIns.signIn(token).map(browser -> {
            signedIn.begin(browser, request, response);
            return SeeOther.at("/me");
        }).orElseGet(() -> noGood(request));
    }

    @PostMapping("/sign-out")
    ModelAndView signOut(HttpServletRequest request, HttpServletResponse response) {
        signedIn.end(request, response);
        return SeeOther.at("/me/sign-in?out");
    }

    @PostMapping("/sign-out-everywhere")
    ModelAndView signOutEverywhere(SignedIn who, HttpServletRequest request, HttpServletResponse response) {
        signIns.signOutEverywhere(who.client().id());
        return signOut(request, response);
    }

    /** A button pressed twice has signed in the first time. */
    private ModelAndView noGood(HttpServletRequest request) {
        return signedIn.of(request).isPresent() ? SeeOther.at("/me") : refused(page("").addObject("noGood", true), HttpStatus.NOT_FOUND);
    }

    private static ModelAndView page(String mail) {
        return new ModelAndView("portal/me/sign-in", "mail", mail);
    }

    private static ModelAndView refused(ModelAndView page, HttpStatus status) {
        page.setStatus(status);
        return page;
    }
}
