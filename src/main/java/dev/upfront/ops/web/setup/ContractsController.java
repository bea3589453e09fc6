package dev.upfront.ops.web.setup;

import dev.upfront.form.Markdown;
import dev.upfront.onboarding.Contracts;
import dev.upfront.ops.SignedInStaff;
import dev.upfront.ops.web.Typed;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.TreeSet;
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

/** The contracts that clients sign: Markdown with placeholders, in versions. */
@Controller
class ContractsController {

    private final Contracts contracts;

    ContractsController(Contracts contracts) {
        this.contracts = contracts;
    }

    @GetMapping("/ops/contracts")
    String contracts(Model model) {
        return list(Typed.of(Map.of()), model);
    }

    @GetMapping("/ops/contracts/{name}")
    String contract(@PathVariable String name, Model model) {
        var current = contracts.current(name).orElseThrow(() -> new NoSuchElementException("There is no contract " + name));
        model.addAttribute("current", current);
        model.addAttribute("view", Markdown.toSafeHtmlUnderHeading(current.markdown()));
        model.addAttribute("form", Typed.of(Map.of("name", name, "markdown", current.markdown())));
        return show(model, "ops/contract");
    }

    @PostMapping("/ops/contracts")
    String publish(@RequestParam MultiValueMap<String, String> parameters, @RequestParam(required = false) MultipartFile file,
            @AuthenticationPrincipal SignedInStaff who, Model model, RedirectAttributes flash, HttpServletResponse response) {
        var typed = Uploads.with(file, "markdown", parameters);
        var name = typed.text("name", "Give the contract a name, such as coaching-agreement.");
        var markdown = typed.text("markdown", "Choose the contract's file, or write its text.");
        if (!typed.refused()) {
            contracts.check(name, markdown).forEach(problem -> typed.refuse(problem, problem));
        }
        var published = typed.refused() ? null : typed.attempt("markdown", () -> contracts.publish(name, markdown, who.name()));
        if (published == null) {
            response.setStatus(422);
            return list(typed, model);
        }
        flash.addFlashAttribute("done", "%s is published as version %d. What was signed before stays as it was signed."
                .formatted(published.title(), published.version()));
        return "redirect:/ops/contracts/" + published.name();
    }

    private String list(Typed form, Model model) {
        model.addAttribute("published", contracts.published());
        model.addAttribute("form", form);
        return show(model, "ops/contracts");
    }

    private static String show(Model model, String page) {
        model.addAttribute("placeholders", new TreeSet<>(Contracts.PLACEHOLDERS));
        return page;
    }
}
