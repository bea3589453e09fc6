package dev.upfront.ops.web.setup;

import dev.upfront.api.ApiKeyId;
import dev.upfront.api.ApiKeys;
import dev.upfront.ops.SignedInStaff;
import dev.upfront.ops.web.Typed;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Map;
import java.util.UUID;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Keys by which other systems book and read through the API. */
@Controller
class ApiKeysController {

    private final ApiKeys keys;

    ApiKeysController(ApiKeys keys) {
        this.keys = keys;
    }

    @GetMapping("/ops/settings/keys")
    String keys(Model model) {
        return show(Typed.of(Map.of()), model);
    }

    /** The key stands on the page that answers, and nowhere afterwards: not even in the session of a redirect. */
    @PostMapping("/ops/settings/keys")
    String create(@RequestParam MultiValueMap<String, String> parameters, @AuthenticationPrincipal SignedInStaff who, Model model, HttpServletResponse response) {
        var typed = Typed.in(parameters);
        var key = typed.attempt("name", () -> keys.create(typed.text("name"), who.name()));
        if (key == null) {
            response.setStatus(422);
            return show(typed, model);
        }
        response.setHeader("Cache-Control", "no-store");
        model.addAttribute("key", key);
        model.addAttribute("keyName", typed.text("name"));
        return show(Typed.of(Map.of()), model);
    }

    @PostMapping("/ops/settings/keys/{id}/revoke")
    String revoke(@PathVariable UUID id, @AuthenticationPrincipal SignedInStaff who, RedirectAttributes flash) {
        keys.revoke(new ApiKeyId(id), who.name());
        flash.addFlashAttribute("done", "The key is revoked: whatever used it is refused from now on.");
        return "redirect:/ops/settings/keys";
    }

    private String show(Typed form, Model model) {
        model.addAttribute("keys", keys.list());
        model.addAttribute("form", form);
        return "ops/keys";
    }
}
