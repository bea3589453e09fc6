package dev.upfront.sandbox;

import jakarta.mail.MessagingException;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.context.annotation.Bean;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;

/** {@code /sandbox}: the mailbox, the clock, and {@link SandboxStripe}. Only in the development run. */
@Controller
@RequestMapping("/sandbox")
@ConditionalOnBean(Sandbox.class)
class SandboxPages {

    private final Sandbox sandbox;
    private final SandboxStripe stripe;
    private final ObjectProvider<Moments> moments;

    SandboxPages(Sandbox sandbox, SandboxStripe stripe, ObjectProvider<Moments> moments) {
        this.sandbox = sandbox;
        this.stripe = stripe;
        this.moments = moments;
    }

    /** The sandbox has no sign-in; it exists in the test tree only. */
    @Bean
    @Order(0)
    static SecurityFilterChain sandboxSecurity(HttpSecurity http) {
        return http.securityMatcher("/sandbox/**").authorizeHttpRequests(requests -> requests.anyRequest().permitAll()).build();
    }

    @GetMapping
    String overview(Model model) {
        model.addAttribute("now", sandbox.clock().instant().atZone(ZoneId.of("Europe/Berlin")));
        model.addAttribute("zone", ZoneId.of("Europe/Berlin"));
        model.addAttribute("staffMail", Sandbox.STAFF_MAIL);
        model.addAttribute("staffPassword", Sandbox.STAFF_PASSWORD);
        model.addAttribute("moments", moments.getObject().ahead());
        model.addAttribute("mails", SandboxMail.all(sandbox.mail()));
        stripe.show(model);
        return "sandbox/overview";
    }

    @PostMapping("/clock/by")
    String moveBy(@RequestParam Duration duration) {
        sandbox.advance(duration);
        return "redirect:/sandbox";
    }

    @PostMapping("/clock/to")
    String moveTo(@RequestParam Instant instant) {
        var missing = Duration.between(sandbox.clock().instant(), instant).plusSeconds(1);
        if (missing.isPositive()) {
            sandbox.advance(missing);
        }
        return "redirect:/sandbox";
    }

    @GetMapping(value = "/mail/{number}", produces = MediaType.TEXT_HTML_VALUE)
    ResponseEntity<String> mail(@PathVariable int number) throws MessagingException, IOException {
        var mails = SandboxMail.all(sandbox.mail());
        if (number < 0 || number >= mails.size()) {
            throw new ResponseStatusException(HttpStatus.NOT_FOUND);
        }
        // A mail brings its own styles, as in a mail program.
        return ResponseEntity.ok().header("Content-Security-Policy", "default-src 'none'; style-src 'unsafe-inline'; img-src data:")
                .body(mails.get(number).html());
    }

    @GetMapping(value = "/mail/{number}.txt", produces = MediaType.TEXT_PLAIN_VALUE + ";charset=UTF-8")
    ResponseEntity<String> mailText(@PathVariable int number) {
        return ResponseEntity.ok(SandboxMail.all(sandbox.mail()).get(number).text());
    }
}
