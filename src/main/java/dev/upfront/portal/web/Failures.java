package dev.upfront.portal.web;

import dev.upfront.booking.BookingUnknown;
import dev.upfront.engine.EngineUnavailable;
import dev.upfront.packages.PackageUnknown;
import jakarta.servlet.http.HttpServletRequest;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.TransientDataAccessException;
import org.springframework.dao.NonTransientDataAccessResourceException;
import org.springframework.http.HttpStatus;
import org.springframework.transaction.CannotCreateTransactionException;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.servlet.ModelAndView;

/** What a page says when it can't be drawn: what happened, what it means for the reader's money, what to do. */
@ControllerAdvice(basePackages = {"dev.upfront.portal", "dev.upfront.ops"})
class Failures {

    private static final Logger log = LoggerFactory.getLogger(Failures.class);

    private final PracticeModel practice;

    Failures(PracticeModel practice) {
        this.practice = practice;
    }

    @ExceptionHandler({NoSuchLink.class, BookingUnknown.class, PackageUnknown.class})
    ModelAndView noSuchLink(HttpServletRequest request) {
        return page("portal/no-link", HttpStatus.NOT_FOUND, request);
    }

    @ExceptionHandler({EngineUnavailable.class, CannotCreateTransactionException.class, TransientDataAccessException.class, NonTransientDataAccessResourceException.class})
    ModelAndView away(Exception away, HttpServletRequest request) {
        log.warn("A page could not be drawn: {}", away.getMessage());
        return page("error/503", HttpStatus.SERVICE_UNAVAILABLE, request).addObject("path", request.getRequestURI());
    }

    private ModelAndView page(String template, HttpStatus status, HttpServletRequest request) {
        var page = new ModelAndView(template, status);
        page.addObject("practice", practice.practice(request));
        return page;
    }
}
