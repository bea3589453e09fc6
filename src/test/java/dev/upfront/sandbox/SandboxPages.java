package dev.upfront.sandbox;

import dev.upfront.booking.Booking;
import dev.upfront.booking.BookingStatus;
import dev.upfront.booking.Bookings;
import dev.upfront.sandbox.stripe.Failure;
import dev.upfront.sandbox.stripe.WebhookFault;
import jakarta.mail.MessagingException;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
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

/** {@code /sandbox}: the mailbox, the Stripe stand-in's books and switches, and the clock. Only in the development run. */
@Controller
@RequestMapping("/sandbox")
@ConditionalOnBean(Sandbox.class)
class SandboxPages {

    /** A moment at which something will happen by itself. */
    record Moment(Instant at, String what, String reference) {}

    /** One figure of the stand-in's books as the page shows it. */
    record Row(String id, String amount, String status, Instant at) {}

    private final Sandbox sandbox;
    private final ObjectProvider<Bookings> bookings;

    SandboxPages(Sandbox sandbox, ObjectProvider<Bookings> bookings) {
        this.sandbox = sandbox;
        this.bookings = bookings;
    }

    /** The sandbox has no sign-in; it exists in the test tree only. */
    @Bean
    @Order(0)
    static SecurityFilterChain sandboxSecurity(HttpSecurity http) {
        return http.securityMatcher("/sandbox/**").authorizeHttpRequests(requests -> requests.anyRequest().permitAll()).build();
    }

    @GetMapping
    String overview(Model model) {
        var stripe = sandbox.stripe();
        model.addAttribute("now", sandbox.clock().instant().atZone(ZoneId.of("Europe/Berlin")));
        model.addAttribute("zone", ZoneId.of("Europe/Berlin"));
        model.addAttribute("staffMail", Sandbox.STAFF_MAIL);
        model.addAttribute("staffPassword", Sandbox.STAFF_PASSWORD);
        model.addAttribute("moments", moments());
        model.addAttribute("mails", SandboxMail.all(sandbox.mail()));
        model.addAttribute("charges", rows(stripe.charges()));
        model.addAttribute("refunds", rows(stripe.refunds()));
        model.addAttribute("pending", stripe.switches().pending());
        model.addAttribute("down", stripe.switches().isDown());
        model.addAttribute("held", stripe.heldWebhooks());
        model.addAttribute("failures", Failure.values());
        model.addAttribute("webhookFaults", WebhookFault.values());
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

    @PostMapping("/stripe/fail")
    String fail(@RequestParam Failure failure, @RequestParam(defaultValue = "1") int times) {
        sandbox.stripe().switches().failNext(times, failure);
        return "redirect:/sandbox#stripe";
    }

    @PostMapping("/stripe/webhooks")
    String webhooks(@RequestParam WebhookFault fault, @RequestParam(defaultValue = "1") int times) {
        sandbox.stripe().switches().webhooksNext(times, fault);
        return "redirect:/sandbox#stripe";
    }

    @PostMapping("/stripe/down")
    String down(@RequestParam boolean down) {
        sandbox.stripe().switches().down(down);
        return "redirect:/sandbox#stripe";
    }

    @PostMapping("/stripe/reset")
    String reset() {
        sandbox.stripe().switches().reset();
        sandbox.stripe().releaseWebhooks();
        return "redirect:/sandbox#stripe";
    }

    @PostMapping("/stripe/card")
    String cardsBecome(@RequestParam String number) {
        sandbox.stripe().customers().forEach(customer -> sandbox.stripe().cardsOnFileBecome(customer.id(), number));
        return "redirect:/sandbox#stripe";
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

    private static List<Row> rows(List<dev.upfront.sandbox.stripe.Recorded> books) {
        return books.stream()
                .sorted(Comparator.comparing(dev.upfront.sandbox.stripe.Recorded::created).reversed())
                .map(entry -> new Row(entry.id(), dev.upfront.money.Money.of(entry.amount(), entry.currency()).toString(), entry.status(), entry.created()))
                .toList();
    }

    private List<Moment> moments() {
        var now = sandbox.clock().instant();
        var moments = new ArrayList<Moment>();
        for (Booking booking : Objects.requireNonNull(bookings.getObject()).startingBetween(now.minus(Duration.ofDays(2)), now.plus(Duration.ofDays(400)))) {
            if (booking.status() == BookingStatus.HELD) {
                moments.add(new Moment(booking.holdExpiresAt(), "the hold ends", booking.reference()));
            }
            if (booking.status() == BookingStatus.CONFIRMED) {
                moments.add(new Moment(booking.startsAt().minus(Duration.ofHours(24)), "reminder", booking.reference()));
                moments.add(new Moment(booking.startsAt(), "the session begins", booking.reference()));
                moments.add(new Moment(booking.endsAt().plus(Duration.ofMinutes(30)), "session over, balance collected", booking.reference()));
            }
        }
        return moments.stream().filter(moment -> moment.at().isAfter(now)).sorted(Comparator.comparing(Moment::at)).limit(12).toList();
    }
}
