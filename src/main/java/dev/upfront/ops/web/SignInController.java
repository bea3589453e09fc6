package dev.upfront.ops.web;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

@Controller
class SignInController {

    /** Spring Security comes back here with "error" after a refusal and with "logout" after signing out. */
    @GetMapping("/ops/sign-in")
    String signIn(@RequestParam(required = false) @Nullable String error, @RequestParam(required = false) @Nullable String logout,
            Model model) {
        model.addAttribute("refused", error != null);
        model.addAttribute("signedOut", logout != null);
        return "ops/sign-in";
    }
}
