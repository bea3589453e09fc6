package dev.upfront.ops.web.money;

import dev.upfront.ops.SignedInStaff;
import dev.upfront.ops.web.Wording;
import dev.upfront.payment.HeldAtStripe;
import dev.upfront.payment.StripeBooks;
import dev.upfront.payment.StripeMovement;
import dev.upfront.reconciliation.DifferenceId;
import dev.upfront.reconciliation.Reconciliation;
import dev.upfront.reconciliation.ReconciliationView;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Stripe's books beside ours: whether they agree, the cases in which they don't, and what went to the bank. */
@Controller
class ReconciliationController {

    private static final int RUNS = 10;
    private static final int PAYOUTS = 30;
    private static final int RESOLVED = 20;

    private final Reconciliation reconciliation;
    private final ReconciliationView view;
    private final StripeBooks stripeBooks;
    private final InstantSource clock;

    ReconciliationController(Reconciliation reconciliation, ReconciliationView view, StripeBooks stripeBooks, InstantSource clock) {
        this.reconciliation = reconciliation;
        this.view = view;
        this.stripeBooks = stripeBooks;
        this.clock = clock;
    }

    /** @param payment ours that it is about, if any */
    record Part(String what, String when, String amount, String fee, String net, @Nullable HeldAtStripe payment) {
    }

    @GetMapping("/ops/reconciliation")
    String reconciliation(Model model) {
        model.addAttribute("runs", view.latestRuns(RUNS));
        model.addAttribute("last", view.lastRun().orElse(null));
        model.addAttribute("sums", view.sums());
        model.addAttribute("open", view.open());
        model.addAttribute("resolved", view.resolved(RESOLVED));
        model.addAttribute("payouts", view.payouts(PAYOUTS));
        return "ops/reconciliation";
    }

    @GetMapping("/ops/reconciliation/payouts/{payout}")
    String payout(@PathVariable String payout, @ModelAttribute("words") Wording words, Model model) {
        var members = view.membersOf(payout);
        var intents = members.stream().map(StripeMovement::intent).filter(Objects::nonNull).distinct().toList();
        var ours = stripeBooks.held(intents, clock.instant()).stream().collect(Collectors.toMap(HeldAtStripe::intent, Function.identity()));
        model.addAttribute("payout", view.payout(payout).orElseThrow(() -> new NoSuchElementException("There is no payout " + payout)));
        model.addAttribute("parts", parts(members, ours, words));
        return "ops/payout";
    }

    @PostMapping("/ops/reconciliation/run")
    String run(@AuthenticationPrincipal SignedInStaff who, RedirectAttributes flash) {
        reconciliation.ask(who.name());
        flash.addFlashAttribute("done", "The books are being held against each other. Look again in a minute.");
        return "redirect:/ops/reconciliation";
    }

    @PostMapping("/ops/reconciliation/{id}/resolve")
    String resolve(@PathVariable UUID id, @RequestParam(defaultValue = "") String note, @AuthenticationPrincipal SignedInStaff who, RedirectAttributes flash) {
        try {
            var closed = reconciliation.resolve(new DifferenceId(id), who.name(), note);
            flash.addFlashAttribute("done", closed ? "Noted, and the case is closed." : "The case was closed before, so nothing was changed.");
        } catch (IllegalArgumentException sentence) {
            flash.addFlashAttribute("problem", sentence.getMessage());
        }
        return "redirect:/ops/reconciliation";
    }

    private static List<Part> parts(List<StripeMovement> members, Map<String, HeldAtStripe> ours, Wording words) {
        return members.stream().map(movement -> new Part(what(movement), words.moment(movement.created()), words.money(movement.amount()), words.money(movement.fee()),
                words.money(movement.net()), movement.intent() == null ? null : ours.get(movement.intent()))).toList();
    }

    /** "REFUND_FAILURE" becomes "Refund failure"; what Stripe calls otherwise keeps its name. */
    private static String what(StripeMovement movement) {
        var words = (movement.kind() == StripeMovement.Kind.OTHER ? movement.type() : movement.kind().name()).replace('_', ' ').toLowerCase(Locale.ROOT);
        return words.substring(0, 1).toUpperCase(Locale.ROOT) + words.substring(1);
    }
}
