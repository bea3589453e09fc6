package dev.upfront.ops.web.setup;

import dev.upfront.calendar.Calendar;
import dev.upfront.calendar.Schedule;
import dev.upfront.calendar.TimeOff;
import dev.upfront.calendar.TimeOffId;
import dev.upfront.catalog.Catalog;
import dev.upfront.catalog.Practice;
import dev.upfront.catalog.Provider;
import dev.upfront.catalog.ProviderId;
import dev.upfront.ops.web.Typed;
import dev.upfront.ops.web.Wording;
import jakarta.servlet.http.HttpServletResponse;
import java.time.InstantSource;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Who gives sessions, and when: working hours, time off, and how they are booked. */
@Controller
class ProvidersController {

    private final Catalog catalog;
    private final Calendar calendar;
    private final InstantSource clock;

    ProvidersController(Catalog catalog, Calendar calendar, InstantSource clock) {
        this.catalog = catalog;
        this.calendar = calendar;
        this.clock = clock;
    }

    record Row(Provider provider, String zone, String hours) {
    }

    record TimeOffRow(String id, String from, String to, String reason) {
    }

    @GetMapping("/ops/providers")
    String providers(@ModelAttribute("practice") Practice practice, @ModelAttribute("words") Wording words, Model model) {
        return list(Typed.of(Map.of("zone", practice.zone().getId(), "active", "yes", "version", "0")), words, model);
    }

    @PostMapping("/ops/providers")
    String add(@RequestParam MultiValueMap<String, String> parameters, @ModelAttribute("words") Wording words, Model model, RedirectAttributes flash,
            HttpServletResponse response) {
        var typed = Typed.in(parameters);
        var provider = ProviderForms.provider(ProviderId.next(), typed);
        if (provider == null || typed.attempt(Typed.FORM, () -> catalog.save(provider)) == null) {
            response.setStatus(422);
            return list(typed, words, model);
        }
        flash.addFlashAttribute("done", provider.name() + " is added. Give the working hours next: without them nothing can be booked.");
        return "redirect:/ops/providers/" + provider.id();
    }

    @GetMapping("/ops/providers/{id}")
    String provider(@PathVariable UUID id, @ModelAttribute("words") Wording words, Model model) {
        return show(catalog.provider(new ProviderId(id)), words, model);
    }

    @PostMapping("/ops/providers/{id}")
    String change(@PathVariable UUID id, @RequestParam MultiValueMap<String, String> parameters, @ModelAttribute("words") Wording words, Model model,
            RedirectAttributes flash, HttpServletResponse response) {
        var typed = Typed.in(parameters);
        var provider = ProviderForms.provider(new ProviderId(id), typed);
        if (provider == null || typed.attempt(Typed.FORM, () -> catalog.save(provider)) == null) {
            return refused("form", typed, id, words, model, response);
        }
        return saved(flash, id, "Saved.");
    }

    @PostMapping("/ops/providers/{id}/hours")
    String changeHours(@PathVariable UUID id, @RequestParam MultiValueMap<String, String> parameters, @ModelAttribute("words") Wording words, Model model,
            RedirectAttributes flash, HttpServletResponse response) {
        var typed = Typed.in(parameters);
        var schedule = ProviderForms.schedule(new ProviderId(id), typed);
        if (schedule == null || typed.attempt(Typed.FORM, () -> calendar.save(schedule)) == null) {
            return refused("hours", typed, id, words, model, response);
        }
        return saved(flash, id, "The hours are saved. Sessions already booked stay where they are.");
    }

    @PostMapping("/ops/providers/{id}/time-off")
    String addTimeOff(@PathVariable UUID id, @RequestParam MultiValueMap<String, String> parameters, @ModelAttribute("words") Wording words, Model model,
            RedirectAttributes flash, HttpServletResponse response) {
        var provider = catalog.provider(new ProviderId(id));
        var typed = Typed.in(parameters);
        var from = typed.moment("from");
        var to = typed.moment("to");
        var added = typed.refused() ? null : typed.attempt("to", () -> calendar.addTimeOff(provider.id(),
                from.atZone(provider.zone()).toInstant(), to.atZone(provider.zone()).toInstant(), typed.text("reason")));
        return added == null ? refused("timeOff", typed, id, words, model, response)
                : saved(flash, id, "Time off is added. Sessions already booked in it stay: move or cancel them.");
    }

    @PostMapping("/ops/providers/{id}/time-off/{timeOff}/remove")
    String removeTimeOff(@PathVariable UUID id, @PathVariable UUID timeOff, RedirectAttributes flash) {
        calendar.removeTimeOff(new TimeOffId(timeOff));
        return saved(flash, id, "The time off is removed; these times can be booked again.");
    }

    private static String saved(RedirectAttributes flash, UUID id, String sentence) {
        flash.addFlashAttribute("done", sentence);
        return "redirect:/ops/providers/" + id;
    }

    private String refused(String form, Typed typed, UUID id, Wording words, Model model, HttpServletResponse response) {
        response.setStatus(422);
        model.addAttribute(form, typed);
        return show(catalog.provider(new ProviderId(id)), words, model);
    }

    /** Forms that are in the model already, because something in them was refused, stay as typed. */
    private String show(Provider provider, Wording words, Model model) {
        var there = words.reader().in(provider.zone());
        model.addAttribute("provider", provider);
        model.addAttribute("zone", words.zone(provider.zone()));
        model.addAttribute("absences", calendar.timeOff(provider.id(), clock.instant()).stream()
                .map(off -> row(off, new Wording(there, words.now()))).toList());
        Map.of("form", ProviderForms.of(provider), "hours", ProviderForms.of(calendar.schedule(provider.id())), "timeOff", Typed.of(Map.of()))
                .forEach((name, typed) -> {
                    if (!model.containsAttribute(name)) {
                        model.addAttribute(name, typed);
                    }
                });
        return "ops/provider";
    }

    private String list(Typed typed, Wording words, Model model) {
        model.addAttribute("rows", catalog.providers().stream()
                .map(provider -> new Row(provider, words.zone(provider.zone()), days(calendar.schedule(provider.id())))).toList());
        model.addAttribute("form", typed);
        return "ops/work";
    }

    private static String days(Schedule schedule) {
        var days = schedule.workingHours().stream().map(hours -> hours.day().getDisplayName(java.time.format.TextStyle.SHORT, java.util.Locale.ENGLISH)).distinct()
                .collect(Collectors.joining(", "));
        return days.isEmpty() ? "No hours yet" : days;
    }

    private static TimeOffRow row(TimeOff off, Wording words) {
        return new TimeOffRow(off.id().toString(), words.moment(off.from()), words.moment(off.to()), off.reason());
    }
}
