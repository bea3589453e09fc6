package dev.upfront.ops.web.setup;

import dev.upfront.form.Forms;
import dev.upfront.onboarding.Contracts;
import dev.upfront.ops.SignedInStaff;
import dev.upfront.ops.web.Typed;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.multipart.MultipartFile;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** The forms that clients fill: Camunda forms, in versions. */
@Controller
class FormsController {

    /** What a booking fills in, by its name in brackets. */
    private static final Map<String, String> FACTS = Contracts.PLACEHOLDERS.stream().collect(Collectors.toMap(Function.identity(), name -> "[" + name + "]"));

    private final Forms forms;

    FormsController(Forms forms) {
        this.forms = forms;
    }

    @GetMapping("/ops/forms")
    String forms(Model model) {
        return list(Typed.of(Map.of()), model);
    }

    @GetMapping("/ops/forms/{id}")
    String form(@PathVariable String id, Model model) {
        var current = forms.current(id).orElseThrow(() -> new NoSuchElementException("There is no form " + id));
        model.addAttribute("current", current);
        model.addAttribute("view", forms.blank(id, current.version(), FACTS));
        model.addAttribute("form", Typed.of(Map.of("json", current.json())));
        return "ops/form";
    }

    @PostMapping("/ops/forms")
    String publish(@RequestParam MultiValueMap<String, String> parameters, @RequestParam(required = false) MultipartFile file,
            @AuthenticationPrincipal SignedInStaff who, Model model, RedirectAttributes flash, HttpServletResponse response) {
        var typed = Uploads.with(file, "json", parameters);
        var json = typed.text("json", "Choose the form's file, or paste what is in it.");
        if (!typed.refused()) {
            forms.check(json).forEach(problem -> typed.refuse(problem, problem));
        }
        var published = typed.refused() ? null : typed.attempt("json", () -> forms.publish(json, who.name()));
        if (published == null) {
            response.setStatus(422);
            return list(typed, model);
        }
        flash.addFlashAttribute("done", "%s is published as version %d. Steps that clients have open keep the version they began with."
                .formatted(published.title(), published.version()));
        return "redirect:/ops/forms/" + published.formId();
    }

    private String list(Typed form, Model model) {
        model.addAttribute("published", forms.published());
        model.addAttribute("form", form);
        return "ops/forms";
    }
}
