package dev.upfront.portal.web;

import org.springframework.http.HttpStatus;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.view.RedirectView;

/** After a POST: "303 See Other", so that loading the page again sends nothing twice (RFC 9110, 15.4.4). */
public final class SeeOther {

    private SeeOther() {}

    public static ModelAndView at(String address) {
        var view = new RedirectView(address);
        view.setStatusCode(HttpStatus.SEE_OTHER);
        view.setExposeModelAttributes(false);
        return new ModelAndView(view);
    }
}
