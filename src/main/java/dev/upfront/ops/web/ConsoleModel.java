package dev.upfront.ops.web;

import dev.upfront.booking.BookingUnknown;
import dev.upfront.catalog.Catalog;
import dev.upfront.catalog.Practice;
import dev.upfront.engine.EngineUnavailable;
import dev.upfront.ops.SignedInStaff;
import dev.upfront.ops.Staff;
import dev.upfront.packages.PackageUnknown;
import dev.upfront.payment.StripeUnavailable;
import dev.upfront.retainer.RetainerUnknown;
import dev.upfront.portal.Reader;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import java.time.InstantSource;
import java.util.Map;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.method.annotation.MethodArgumentTypeMismatchException;
import org.springframework.web.servlet.ModelAndView;

/** What every page of the console has: the practice, the words, the counts of what waits; and what is shown when something can't be done. */
@Order(Ordered.HIGHEST_PRECEDENCE)
@ControllerAdvice(basePackages = "dev.upfront.ops.web")
class ConsoleModel {

    private final Catalog catalog;
    private final Staff staff;
    private final Waiting waiting;
    private final InstantSource clock;

    ConsoleModel(Catalog catalog, Staff staff, Waiting waiting, InstantSource clock) {
        this.catalog = catalog;
        this.staff = staff;
        this.waiting = waiting;
        this.clock = clock;
    }

    @ModelAttribute("practice")
    Practice practice() {
        return catalog.practice();
    }

    @ModelAttribute("words")
    Wording words(@ModelAttribute("practice") Practice practice) {
        return new Wording(Reader.of(practice.locale(), practice.locale(), practice.zone()), clock.instant());
    }

    /** Whoever was made inactive is out at once, even while signed in. */
    @ModelAttribute("counts")
    Map<String, Integer> counts(@AuthenticationPrincipal @Nullable SignedInStaff who) {
        if (who == null) {
            return Map.of();
        }
        if (!staff.member(who.id()).active()) {
            throw new MadeInactive();
        }
        return waiting.counts();
    }

    /** The signed-in account was made inactive meanwhile. */
    private static final class MadeInactive extends RuntimeException {
    }

    @ExceptionHandler(MadeInactive.class)
    String signOut(HttpServletRequest request) throws ServletException {
        request.logout();
        return "redirect:/ops/sign-in";
    }

    @ExceptionHandler({NoSuchElementException.class, BookingUnknown.class, PackageUnknown.class, RetainerUnknown.class, MethodArgumentTypeMismatchException.class})
    ModelAndView nothingThere() {
        return problem(HttpStatus.NOT_FOUND, "There is nothing here", "It may have been removed, or the address was mistyped.", "Nothing was changed.");
    }

    @ExceptionHandler(EngineUnavailable.class)
    ModelAndView engineAway() {
        return problem(HttpStatus.SERVICE_UNAVAILABLE, "The engine does not answer", "What this page needs to know comes from a flow's decision table, "
                + "and the engine that keeps it can't be reached.", "Nothing was changed and no money was moved. Bookings go on being taken; "
                + "try again in a minute, and look at the engine if it stays like this.");
    }

    @ExceptionHandler(StripeUnavailable.class)
    ModelAndView stripeAway() {
        return problem(HttpStatus.SERVICE_UNAVAILABLE, "Stripe does not answer", "Stripe can't be reached at the moment.",
                "No money was moved. Try again in a minute.");
    }

    private ModelAndView problem(HttpStatus status, String title, String lead, String meaning) {
        return new ModelAndView("ops/problem", Map.of("practice", catalog.practice(), "status", status.value(), "title", title, "lead", lead, "meaning", meaning), status);
    }
}
