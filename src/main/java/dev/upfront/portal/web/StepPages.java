package dev.upfront.portal.web;

import dev.upfront.booking.BookingStatus;
import dev.upfront.form.FormView;
import dev.upfront.onboarding.ContractView;
import dev.upfront.onboarding.Onboarding;
import dev.upfront.onboarding.Step;
import dev.upfront.packages.PackageStatus;
import dev.upfront.payment.Payment;
import dev.upfront.portal.BookingVisit;
import dev.upfront.portal.CurrentStep;
import dev.upfront.portal.PackageVisit;
import dev.upfront.portal.Reader;
import dev.upfront.portal.RetainerVisit;
import dev.upfront.portal.StepPage;
import dev.upfront.portal.StepPage.Stage;
import dev.upfront.portal.Summary;
import dev.upfront.portal.Visit;
import dev.upfront.retainer.RetainerStatus;
import jakarta.servlet.http.HttpServletRequest;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.ModelAndView;

/** Draws the page of each state of /s/{token}. */
@Component
class StepPages {

    /** Changing a booking or a retainer is none of its steps. */
    private static final Set<String> CHANGES = Set.of("cancel", "move", "retainer-change", "retainer-pause", "retainer-plans");

    private final Onboarding onboarding;
    private final StateWords words;
    private final PackageWords packageWords;
    private final RetainerWords retainerWords;
    private final Readers readers;
    private final InstantSource clock;

    StepPages(Onboarding onboarding, StateWords words, PackageWords packageWords, RetainerWords retainerWords, Readers readers, InstantSource clock) {
        this.onboarding = onboarding;
        this.words = words;
        this.packageWords = packageWords;
        this.retainerWords = retainerWords;
        this.readers = readers;
        this.clock = clock;
    }

    ModelAndView current(Visit visit, String token, HttpServletRequest request) {
        return switch (visit.current()) {
            case CurrentStep.FillForm(var step) -> form(visit, token, step, onboarding.form(step.id(), preview(token, step)), request);
            case CurrentStep.Sign(var step) -> contract(visit, token, step, onboarding.contract(step.id()), request);
            default -> told(visit, token, request);
        };
    }

    ModelAndView form(Visit visit, String token, Step step, FormView form, HttpServletRequest request) {
        return page("form", step.title(), visit, token, request, Map.of("form", form, "step", step.id()));
    }

    ModelAndView contract(Visit visit, String token, Step step, ContractView contract, HttpServletRequest request) {
        return page("contract", step.title(), visit, token, request, Map.of("contract", contract, "step", step.id()));
    }

    /** What could not be done stands above the page of the current step. */
    ModelAndView current(Visit visit, String token, String problem, HttpServletRequest request) {
        return current(visit, token, request).addObject("problem", problem);
    }

    /** The frame of a page about the booking or package. @param more what the template shows inside it */
    ModelAndView page(String template, String title, Visit visit, String token, HttpServletRequest request, Map<String, ?> more) {
        var reader = reader(visit, request);
        var current = visit.current();
        var stages = CHANGES.contains(template) ? List.<Stage>of() : stages(visit);
        var page = new ModelAndView("portal/" + template);
        page.addObject("page", new StepPage(title, "/s/" + token, stages, summary(visit, reader), watch(visit, token), current.isMoving(), canCancel(visit),
                Movements.of(visit.payments(), visit.refunds(), reader), papers(visit, token)));
        more.forEach(page::addObject);
        return page;
    }

    Reader reader(Visit visit, HttpServletRequest request) {
        return readers.in(request, visit.zone());
    }

    /** The sentence by which a client lets the practice keep the card; null when the card is not kept. */
    @Nullable String keepCardConsent(Visit visit, Payment payment, HttpServletRequest request) {
        return switch (visit) {
            case BookingVisit booked -> words.keepCardConsent(booked, payment, reader(visit, request));
            case PackageVisit bought -> packageWords.keepCardConsent();
            case RetainerVisit agreed -> null; // it is part of what is ticked
        };
    }

    /** What must be ticked before this is paid; null when nothing is. */
    StateView.@Nullable Renewing renewing(Visit visit, HttpServletRequest request) {
        return visit instanceof RetainerVisit agreed && (visit.current() instanceof CurrentStep.Pay || visit.current() instanceof CurrentStep.KeepCard) ? retainerWords.renewing(agreed, reader(visit, request)) : null;
    }

    private Summary summary(Visit visit, Reader reader) {
        return switch (visit) {
            case BookingVisit booked -> new Summaries(reader).of(booked, clock.instant());
            case PackageVisit bought -> new Summaries(reader).of(bought, packageWords);
            case RetainerVisit agreed -> new Summaries(reader).of(agreed, retainerWords.line(agreed), retainerWords.figure(agreed, reader));
        };
    }

    private static @Nullable String watch(Visit visit, String token) {
        var over = visit instanceof BookingVisit booked && booked.booking().status() == BookingStatus.EXPIRED || visit.current() instanceof CurrentStep.PackageEnded
                || visit.current() instanceof CurrentStep.RetainerOver;
        return over ? null : "/s/" + token + "/progress?seen=" + visit.current().seen();
    }

    private boolean canCancel(Visit visit) {
        return switch (visit) {
            case BookingVisit booked -> !booked.booking().status().ended() && clock.instant().isBefore(booked.booking().startsAt());
            case PackageVisit bought -> false;
            case RetainerVisit agreed -> false; // it has a page of its own for that
        };
    }

    static String preview(String token, Step step) {
        return "/s/%s/form/%s/preview".formatted(token, step.id());
    }

    private ModelAndView told(Visit visit, String token, HttpServletRequest request) {
        var view = switch (visit) {
            case BookingVisit booked -> words.of(booked, reader(visit, request));
            case PackageVisit bought -> packageWords.of(bought, reader(visit, request));
            case RetainerVisit agreed -> retainerWords.of(agreed, reader(visit, request));
        };
        return switch (view) {
            case StateView.Wait wait -> page("wait", wait.title(), visit, token, request, Map.of("wait", wait));
            case StateView.Pay pay -> page("pay", pay.title(), visit, token, request, Map.of("pay", pay, "giveUp", visit instanceof PackageVisit));
            case StateView.Confirmed confirmed -> page("confirmed", "Confirmed", visit, token, request, Map.of("confirmed", confirmed));
            case StateView.CreditsLeft credits -> page("credits", credits.title(), visit, token, request, Map.of("credits", credits));
            case StateView.GiveCard card -> page("keep-card", card.title(), visit, token, request, Map.of("card", card));
            case StateView.Retained retained -> page("retainer", retained.title(), visit, token, request, Map.of("retained", retained));
            case StateView.Told told -> page("told", told.title(), visit, token, request, Map.of("told", told));
        };
    }

    private static List<Stage> stages(Visit visit) {
        return switch (visit) {
            case BookingVisit booked -> stages(booked);
            case PackageVisit bought -> stages(bought);
            case RetainerVisit agreed -> stages(agreed);
        };
    }

    /** Details, the planned steps by their titles, Pay and Done; ended bookings have none. */
    private static List<Stage> stages(BookingVisit visit) {
        var booking = visit.booking();
        if (booking.status() != BookingStatus.HELD && booking.status() != BookingStatus.CONFIRMED) {
            return List.of();
        }
        var confirmed = booking.status() == BookingStatus.CONFIRMED;
        var names = new LinkedHashMap<String, Boolean>();
        names.put("Details", true);
        if (visit.steps().isEmpty() && !confirmed) {
            booking.forms().stream().limit(1).forEach(form -> names.put("Questions", false));
            booking.contracts().stream().limit(1).forEach(contract -> names.put("Contract", false));
        }
        visit.steps().forEach(step -> names.merge(step.kind() == Step.Kind.FORM ? "Questions" : "Contract", step.status().isOver(), Boolean::logicalAnd));
        if (booking.dueAtBooking().isPositive()) {
            names.put("Pay", confirmed || Summaries.kept(visit).isPositive());
        }
        names.put("Done", confirmed);
        return stages(names);
    }

    /** Details, Contract, Pay and Done, until it is paid. */
    private static List<Stage> stages(PackageVisit visit) {
        if (visit.sale().status() != PackageStatus.REQUESTED) {
            return List.of();
        }
        var names = new LinkedHashMap<String, Boolean>();
        names.put("Details", true);
        if (!visit.sale().contracts().isEmpty()) {
            names.put("Contract", !visit.steps().isEmpty() && visit.steps().stream().allMatch(step -> step.status().isOver()));
        }
        names.put("Pay", Summaries.kept(visit).isPositive());
        names.put("Done", false);
        return stages(names);
    }

    /** Details, Contract, Pay and Done, until the first period is paid or the trial runs. */
    private static List<Stage> stages(RetainerVisit visit) {
        if (visit.retainer().status() == RetainerStatus.ENDED || visit.retainer().status() == RetainerStatus.TRIAL || visit.retainer().renewals() > 1
                || visit.periods().stream().anyMatch(period -> !period.status().isOwed())) {
            return List.of();
        }
        var names = new LinkedHashMap<String, Boolean>();
        names.put("Details", true);
        if (!visit.terms().terms().contracts().isEmpty()) {
            names.put("Contract", !visit.steps().isEmpty() && visit.steps().stream().allMatch(step -> step.status().isOver()));
        }
        names.put(visit.terms().terms().trialDays() > 0 ? "Card" : "Pay", visit.payments().stream().anyMatch(payment -> payment.collected().isPositive()));
        names.put("Done", false);
        return stages(names);
    }

    private static List<Stage> stages(Map<String, Boolean> doneByName) {
        var stages = new ArrayList<Stage>();
        var reached = false;
        for (var entry : doneByName.entrySet()) {
            stages.add(new Stage(entry.getKey(), entry.getValue() ? "done" : reached ? "ahead" : "current"));
            reached |= !entry.getValue();
        }
        return stages;
    }

    private static Map<String, String> papers(Visit visit, String token) {
        var papers = new LinkedHashMap<String, String>();
        visit.steps().stream().filter(step -> step.kind() == Step.Kind.CONTRACT && step.status() == Step.Status.DONE)
                .forEach(step -> papers.put("/s/%s/contract/%s.pdf".formatted(token, step.id()), step.title() + " (PDF)"));
        return papers;
    }
}
