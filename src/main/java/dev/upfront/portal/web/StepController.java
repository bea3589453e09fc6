package dev.upfront.portal.web;

import dev.upfront.booking.CalendarFile;
import dev.upfront.onboarding.EvidenceChain;
import dev.upfront.onboarding.Onboarding;
import dev.upfront.onboarding.Signature;
import dev.upfront.onboarding.Step;
import dev.upfront.onboarding.Submission;
import dev.upfront.portal.BookingVisit;
import dev.upfront.portal.Portal;
import dev.upfront.portal.Visit;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/** The client's one address from the first step to the last receipt: it always shows the current step. */
@Controller
@RequestMapping("/s/{token}")
class StepController {

    private final Portal portal;
    private final StepPages pages;
    private final Onboarding onboarding;
    private final EvidenceChain evidence;
    private final CalendarFile calendarFile;
    private final CreditCookie cookie;

    StepController(Portal portal, StepPages pages, Onboarding onboarding, EvidenceChain evidence, CalendarFile calendarFile, CreditCookie cookie) {
        this.portal = portal;
        this.pages = pages;
        this.onboarding = onboarding;
        this.evidence = evidence;
        this.calendarFile = calendarFile;
        this.cookie = cookie;
    }

    /** @param unpaid present when the client turned back on Stripe's page */
    @GetMapping
    ModelAndView current(@PathVariable String token, @RequestParam(required = false) @Nullable String unpaid, HttpServletRequest request, HttpServletResponse response) {
        var visit = visit(token);
        if (!(visit instanceof BookingVisit)) {
            cookie.remember(token, request, response);
        }
        var page = pages.current(visit, token, request);
        return unpaid == null ? page : page.addObject("unpaid", true);
    }

    /** Asked again and again by the page: 204 as long as it shows what is, else where to go. */
    @GetMapping("/progress")
    ResponseEntity<Void> progress(@PathVariable String token, @RequestParam(defaultValue = "") String seen) {
        if (portal.current(token).map(current -> current.seen().equals(seen)).orElse(false)) {
            return ResponseEntity.noContent().build();
        }
        return ResponseEntity.ok().header("HX-Redirect", "/s/" + token).build();
    }

    @PostMapping("/form/{step}")
    ModelAndView submitForm(@PathVariable String token, @PathVariable String step, @RequestParam MultiValueMap<String, String> typed, HttpServletRequest request) {
        var visit = visit(token);
        var asked = step(visit, step, Step.Kind.FORM);
        return answer(onboarding.submitForm(asked.id(), typed, StepPages.preview(token, asked)), visit, token, asked, request);
    }

    /** Draws the fields again with those that an answer brought or took away. */
    @PostMapping("/form/{step}/preview")
    ModelAndView previewForm(@PathVariable String token, @PathVariable String step, @RequestParam MultiValueMap<String, String> typed) {
        var asked = step(visit(token), step, Step.Kind.FORM);
        return new ModelAndView("portal/fields", Map.of("form", onboarding.previewForm(asked.id(), typed, StepPages.preview(token, asked))));
    }

    @PostMapping("/contract/{step}")
    ModelAndView sign(@PathVariable String token, @PathVariable String step, @RequestParam(defaultValue = "") String name, @RequestParam(required = false) @Nullable String drawn,
            @RequestParam(required = false) @Nullable String consent, @RequestParam(required = false) @Nullable String textSha256, HttpServletRequest request) {
        var visit = visit(token);
        var asked = step(visit, step, Step.Kind.CONTRACT);
        var signature = new Signature(name, drawn, consent != null, textSha256, request.getRemoteAddr(), BookingDesk.userAgent(request));
        return answer(onboarding.sign(asked.id(), signature), visit, token, asked, request);
    }

    @GetMapping("/contract/{step}.pdf")
    ResponseEntity<byte[]> signedCopy(@PathVariable String token, @PathVariable String step) {
        return evidence.signedCopy(step(visit(token), step, Step.Kind.CONTRACT).id())
                .map(copy -> file(copy.filename(), MediaType.APPLICATION_PDF, copy.pdf())).orElseGet(() -> ResponseEntity.notFound().build());
    }

    @GetMapping("/calendar.ics")
    ResponseEntity<byte[]> calendarFile(@PathVariable String token) {
        var booking = portal.visit(token).filter(BookingVisit.class::isInstance).map(BookingVisit.class::cast).orElseThrow(NoSuchLink::new).booking();
        return file(booking.reference() + ".ics", new MediaType("text", "calendar", StandardCharsets.UTF_8),
                calendarFile.of(booking).getBytes(StandardCharsets.UTF_8));
    }

    private ModelAndView answer(Submission submission, Visit visit, String token, Step asked, HttpServletRequest request) {
        return switch (submission) {
            case Submission.Done(var done) -> {
                portal.awaitStepAfter(visit.subject(), visit.current());
                yield SeeOther.at("/s/" + token);
            }
            case Submission.FormRefused(var form) -> refused(pages.form(visit, token, asked, form, request));
            case Submission.ContractRefused(var contract) -> refused(pages.contract(visit, token, asked, contract, request));
            case Submission.NotOpen(var sentence) -> SeeOther.at("/s/" + token);
        };
    }

    private Visit visit(String token) {
        return portal.visit(token).orElseThrow(NoSuchLink::new);
    }

    /** A step of something else is as good as none. */
    private static Step step(Visit visit, String id, Step.Kind kind) {
        return visit.steps().stream().filter(step -> step.id().toString().equals(id) && step.kind() == kind).findFirst().orElseThrow(NoSuchLink::new);
    }

    private static ModelAndView refused(ModelAndView page) {
        page.setStatus(HttpStatus.UNPROCESSABLE_CONTENT);
        return page;
    }

    private static ResponseEntity<byte[]> file(String name, MediaType type, byte[] content) {
        return ResponseEntity.ok().contentType(type).header(HttpHeaders.CONTENT_DISPOSITION, ContentDisposition.attachment().filename(name).build().toString()).body(content);
    }
}
