package dev.upfront.ops.web;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

@Controller
class SignInController {

    /** Spring Security comes back here with "error" after a refusal and with "out" after signing out. */
    @GetMapping("/ops/sign-in")
    String signIn(@RequestParam(required = false) @Nullable String error, @RequestParam(required = false) @Nullable String out,
            Model model) {
        model.addAttribute("refused", error != null);
        model.addAttribute("signedOut", out != null);
        return "ops/sign-in";
    }
}
