package dev.upfront.ops.web.setup;

import dev.upfront.ops.SignedInStaff;
import dev.upfront.ops.Staff;
import dev.upfront.ops.StaffId;
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

/** Who may sign in to the console. */
@Controller
class StaffController {

    private final Staff staff;

    StaffController(Staff staff) {
        this.staff = staff;
    }

    @GetMapping("/ops/settings/staff")
    String staff(@AuthenticationPrincipal SignedInStaff who, Model model) {
        return show(Typed.of(Map.of()), Typed.of(Map.of()), who, model);
    }

    @PostMapping("/ops/settings/staff")
    String add(@RequestParam MultiValueMap<String, String> parameters, @AuthenticationPrincipal SignedInStaff who, Model model, RedirectAttributes flash,
            HttpServletResponse response) {
        var typed = Typed.in(parameters);
        var name = typed.text("name", "Give a name, as timelines will show it.");
        var mail = typed.text("mail", "Give the mail address to sign in with.");
        checkPassword(typed, "password");
        var added = typed.refused() ? null : typed.attempt("mail", () -> staff.add(name, mail, typed.value("password")));
        if (added == null) {
            response.setStatus(422);
            return show(typed, Typed.of(Map.of()), who, model);
        }
        flash.addFlashAttribute("done", name + " can sign in now. Tell them the password in person; they can change it here.");
        return "redirect:/ops/settings/staff";
    }

    @PostMapping("/ops/settings/staff/password")
    String changeOwnPassword(@RequestParam MultiValueMap<String, String> parameters, @AuthenticationPrincipal SignedInStaff who, Model model,
            RedirectAttributes flash, HttpServletResponse response) {
        var typed = Typed.in(parameters);
        if (!staff.isPasswordOf(who.id(), typed.value("present"))) {
            typed.refuse("present", "That is not your present password.");
        }
        checkPassword(typed, "fresh");
        if (typed.refused()) {
            response.setStatus(422);
            return show(Typed.of(Map.of()), typed, who, model);
        }
        staff.changePassword(who.id(), typed.value("fresh"));
        flash.addFlashAttribute("done", "Your password is changed.");
        return "redirect:/ops/settings/staff";
    }

    @PostMapping("/ops/settings/staff/{id}/{change:activate|deactivate}")
    String changeActive(@PathVariable UUID id, @PathVariable String change, RedirectAttributes flash) {
        try {
            if (change.equals("activate")) {
                staff.activate(new StaffId(id));
            } else {
                staff.deactivate(new StaffId(id));
            }
            flash.addFlashAttribute("done", change.equals("activate") ? "The account is active again." : "The account is inactive: nobody can sign in with it.");
        } catch (IllegalArgumentException refused) {
            flash.addFlashAttribute("problem", refused.getMessage());
        }
        return "redirect:/ops/settings/staff";
    }

    private void checkPassword(Typed typed, String field) {
        staff.whyNotAPassword(typed.value(field)).ifPresent(sentence -> typed.refuse(field, sentence));
    }

    private String show(Typed form, Typed password, SignedInStaff who, Model model) {
        model.addAttribute("members", staff.all());
        model.addAttribute("me", who.id());
        model.addAttribute("form", form);
        model.addAttribute("own", password);
        return "ops/staff";
    }
}
