package dev.upfront.sandbox;

import dev.upfront.money.Money;
import dev.upfront.sandbox.stripe.CardIssuers;
import dev.upfront.sandbox.stripe.Failure;
import dev.upfront.sandbox.stripe.Recorded;
import dev.upfront.sandbox.stripe.RecordedDispute;
import dev.upfront.sandbox.stripe.StripeStandIn;
import dev.upfront.sandbox.stripe.WebhookFault;
import java.time.Duration;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.boot.ApplicationRunner;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** The part of {@code /sandbox} that shows the Stripe stand-in's books and steers it. Only in the development run. */
@Controller
@RequestMapping("/sandbox/stripe")
@ConditionalOnBean(Sandbox.class)
class SandboxStripe {

    private static final int LATEST = 12;
    private static final String BACK = "redirect:/sandbox#stripe";
    private static final String EXPIRED = "has_expired";
    private static final String EXPIRES = "expires_this_month";
    private static final String REPLACED = "replaced";

    /** One figure of the stand-in's books as the page shows it. */
    record Row(String id, String amount, String status, Instant at, boolean canBeDisputed) {}

    record Dispute(String id, String amount, String reason, String status, Instant evidenceDueBy, boolean open) {}

    private final StripeStandIn stripe;
    private final MovableClock clock;

    SandboxStripe(Sandbox sandbox) {
        stripe = sandbox.stripe();
        clock = sandbox.clock();
    }

    /** In the development run money goes to the bank by itself. */
    @Bean
    @Profile("demo")
    static ApplicationRunner dailyPayouts(Sandbox sandbox) {
        return arguments -> sandbox.stripe().bank().dailyPayouts(true);
    }

    void show(Model model) {
        var disputes = stripe.disputes();
        var disputed = disputes.stream().map(RecordedDispute::charge).collect(Collectors.toSet());
        var charges = stripe.charges();
        model.addAttribute("charges", latest(charges, disputed));
        model.addAttribute("chargeCount", charges.size());
        model.addAttribute("refunds", latest(stripe.refunds(), Set.of()));
        model.addAttribute("disputes", latest(disputes).stream().map(dispute -> new Dispute(dispute.id(), money(dispute.amount(), dispute.currency()),
                words(dispute.reason()), words(dispute.status()), dispute.evidenceDueBy(), dispute.isOpen())).toList());
        model.addAttribute("payouts", latest(stripe.bank().payouts(), Set.of()));
        model.addAttribute("payoutsAreDaily", stripe.bank().hasDailyPayouts());
        model.addAttribute("balances", stripe.bank().balance().entrySet().stream().map(entry -> money(entry.getValue(), entry.getKey())).toList());
        model.addAttribute("cards", latest(stripe.issuers().cards()));
        model.addAttribute("declineCodes", CardIssuers.declineCodes());
        model.addAttribute("pending", stripe.switches().pending());
        model.addAttribute("down", stripe.switches().isDown());
        model.addAttribute("unreachable", stripe.switches().isUnreachable());
        model.addAttribute("held", stripe.heldWebhooks());
        model.addAttribute("failures", Failure.values());
        model.addAttribute("webhookFaults", WebhookFault.values());
    }

    @PostMapping("/fail")
    String fail(@RequestParam Failure failure, @RequestParam(defaultValue = "1") int times) {
        stripe.switches().failNext(times, failure);
        return BACK;
    }

    @PostMapping("/webhooks")
    String webhooks(@RequestParam WebhookFault fault, @RequestParam(defaultValue = "1") int times) {
        stripe.switches().webhooksNext(times, fault);
        return BACK;
    }

    @PostMapping("/down")
    String down(@RequestParam boolean down, @RequestParam Optional<Duration> time) {
        time.ifPresentOrElse(duration -> stripe.switches().downUntil(clock.instant().plus(duration)), () -> stripe.switches().down(down));
        return BACK;
    }

    @PostMapping("/unreachable")
    String unreachable(@RequestParam boolean unreachable) {
        stripe.switches().unreachable(unreachable);
        return BACK;
    }

    @PostMapping("/reset")
    String reset() {
        stripe.switches().reset();
        stripe.releaseWebhooks();
        return BACK;
    }

    @PostMapping("/dispute")
    String dispute(@RequestParam String charge) {
        stripe.issuers().openDispute(charge, "product_not_received");
        return BACK;
    }

    @PostMapping("/decide")
    String decide(@RequestParam String dispute, @RequestParam boolean won) {
        stripe.issuers().decideDispute(dispute, won);
        return BACK;
    }

    @PostMapping("/payouts")
    String payouts(@RequestParam boolean daily) {
        stripe.bank().dailyPayouts(daily);
        return BACK;
    }

    /** @param what a decline code, or what else may happen to a card */
    @PostMapping("/card")
    String card(@RequestParam String card, @RequestParam String what, @RequestParam(defaultValue = "1") int times) {
        var month = YearMonth.from(clock.instant().atZone(ZoneOffset.UTC));
        switch (what) {
            case EXPIRED -> stripe.issuers().cardExpires(card, month.minusMonths(1));
            case EXPIRES -> stripe.issuers().cardExpires(card, month);
            case REPLACED -> stripe.issuers().replaceCard(card, "4242424242424242");
            default -> stripe.issuers().declineNext(card, times, what);
        }
        return BACK;
    }

    /** The page was an old one: it shows now how things stand. */
    @ExceptionHandler(IllegalStateException.class)
    String tooLate() {
        return BACK;
    }

    private static List<Row> latest(List<Recorded> books, Set<String> disputed) {
        return latest(books).stream().map(entry -> new Row(entry.id(), money(entry.amount(), entry.currency()), entry.status(), entry.created(),
                entry.status().equals("succeeded") && !disputed.contains(entry.id()))).toList();
    }

    /** The stand-in's books are oldest first. */
    private static <A> List<A> latest(List<A> books) {
        return books.reversed().stream().limit(LATEST).toList();
    }

    private static String money(long minor, String currency) {
        return Money.of(minor, currency).toString();
    }

    private static String words(String stripes) {
        return stripes.replace('_', ' ');
    }
}
