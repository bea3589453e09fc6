package dev.upfront.ops.web.setup;

import dev.upfront.catalog.Accent;
import dev.upfront.catalog.Catalog;
import dev.upfront.catalog.Practice;
import dev.upfront.ops.web.Typed;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Locale;
import java.util.Map;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** The practice itself: its name, home, currency and colour. */
@Controller
class PracticeController {

    private final Catalog catalog;

    PracticeController(Catalog catalog) {
        this.catalog = catalog;
    }

    @GetMapping("/ops/settings")
    String settings(@ModelAttribute("practice") Practice practice, Model model) {
        return show(practice, Typed.of(Map.of("name", practice.name(), "zone", practice.zone().getId(), "currency", practice.currency().getCurrencyCode(),
                "accentColour", practice.accentColour(), "mailFrom", practice.mailFrom(), "locale", practice.locale().toLanguageTag())), model);
    }

    @PostMapping("/ops/settings")
    String save(@ModelAttribute("practice") Practice before, @RequestParam MultiValueMap<String, String> parameters, Model model, RedirectAttributes flash,
            HttpServletResponse response) {
        var typed = Typed.in(parameters);
        var name = typed.text("name", "Give the practice's name, as clients know it.");
        var zone = typed.zone("zone");
        var currency = typed.currency("currency");
        var locale = Locale.forLanguageTag(typed.text("locale"));
        if (locale.getLanguage().isEmpty()) {
            typed.refuse("locale", "Write a language and region, such as en-GB or de-DE.");
        }
        var colour = typed.text("accentColour", "Choose a colour.");
        typed.attempt("accentColour", () -> new Practice("-", before.zone(), before.currency(), colour, before.mailFrom(), before.locale()));
        var mailFrom = typed.text("mailFrom", "Give the address mails come from.");
        var practice = typed.refused() ? null : typed.attempt("mailFrom", () -> new Practice(name, zone, currency, colour, mailFrom, locale));
        if (practice == null) {
            response.setStatus(422);
            return show(before, typed, model);
        }
        catalog.save(practice);
        flash.addFlashAttribute("done", "Saved.");
        return "redirect:/ops/settings";
    }

    private static String show(Practice practice, Typed typed, Model model) {
        model.addAttribute("form", typed);
        model.addAttribute("contrast", contrast(Accent.of(practice.accentColour()), practice.accentColour()));
        return "ops/settings";
    }

    /** What became of the colour, so that everybody can read what is written in it and on it. */
    private static String contrast(Accent accent, String colour) {
        var on = accent.textOn() == 0 ? "black" : "white";
        var light = String.format(Locale.ROOT, "#%06x", accent.textOnLight());
        return "Buttons in %s carry %s text. ".formatted(colour, on) + (light.equalsIgnoreCase(colour)
                ? "As text on a light page it is readable as it is."
                : "As text on a light page it would be too faint, so it is darkened to %s there.".formatted(light));
    }
}
