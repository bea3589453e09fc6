package dev.upfront.ops.web.money;

import dev.upfront.money.Money;
import dev.upfront.ops.web.Wording;
import dev.upfront.payment.Decision;
import dev.upfront.payment.DecisionRefused;
import dev.upfront.payment.PaymentId;
import dev.upfront.payment.Payments;
import dev.upfront.payment.RefundDecision;
import dev.upfront.payment.RefundId;
import java.util.UUID;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Deciding about money that is stuck; what gives money up shows first what that means. */
@Controller
class DecisionController {

    private final Payments payments;

    DecisionController(Payments payments) {
        this.payments = payments;
    }

    /** What a decision means in money, before it is made. */
    record Meaning(String title, String lead, String subject, String amount, String means, String decision, String address, String button) {
    }

    @GetMapping("/ops/payments/{id}/decide")
    String askAboutPayment(@PathVariable UUID id, @RequestParam Decision decision, @ModelAttribute("words") Wording words, Model model) {
        var payment = payments.payment(new PaymentId(id));
        var rest = payment.amount().minus(payment.collected()).atLeastZero();
        model.addAttribute("meaning", decision == Decision.WRITE_OFF
                ? new Meaning("Write this payment off?", "You give up " + words.money(rest) + ".", payment.reference(), words.money(rest),
                        "The client is not asked for it any more and the payment link stops working. In the book it moves from receivable to written off. This can't be taken back.",
                        decision.name(), "/ops/payments/%s/decide".formatted(id), "Write off " + words.money(rest))
                : new Meaning("Ask for this payment again?", "The client gets the payment link once more.", payment.reference(), words.money(rest),
                        "Nothing is charged by this. If it stays unpaid, you are asked again.", decision.name(),
                        "/ops/payments/%s/decide".formatted(id), "Ask again for " + words.money(rest)));
        return "ops/decide";
    }

    @PostMapping("/ops/payments/{id}/decide")
    String decidePayment(@PathVariable UUID id, @RequestParam Decision decision, RedirectAttributes flash) {
        return decide(flash, decision == Decision.WRITE_OFF ? "The payment is written off." : "The client is asked again.",
                () -> payments.decide(new PaymentId(id), decision));
    }

    @GetMapping("/ops/refunds/{id}/decide")
    String askAboutRefund(@PathVariable UUID id, @RequestParam RefundDecision decision, @ModelAttribute("words") Wording words, Model model) {
        var refund = payments.refund(new RefundId(id));
        model.addAttribute("meaning", new Meaning(Decisions.label(decision) + "?", lead(decision, refund.amount(), words), refund.reference(),
                words.money(refund.amount()), means(decision), decision.name(), "/ops/refunds/%s/decide".formatted(id),
                Decisions.label(decision) + ": " + words.money(refund.amount())));
        return "ops/decide";
    }

    @PostMapping("/ops/refunds/{id}/decide")
    String decideRefund(@PathVariable UUID id, @RequestParam RefundDecision decision, RedirectAttributes flash) {
        return decide(flash, switch (decision) {
            case TRY_AGAIN -> "Stripe is asked for the refund once more.";
            case PAID_OTHERWISE -> "Noted: the client got the money another way.";
            case DECLINE -> "The refund is declined; the money stays.";
            case GIVEN_BACK_BY_BANK -> "Noted: the client has the money from the bank.";
        }, () -> payments.decideRefund(new RefundId(id), decision));
    }

    private static String decide(RedirectAttributes flash, String done, Runnable decision) {
        try {
            decision.run();
            flash.addFlashAttribute("done", done);
        } catch (DecisionRefused refused) {
            flash.addFlashAttribute("problem", refused.getMessage());
        } catch (IllegalStateException nothingToDecide) {
            flash.addFlashAttribute("problem", "There is nothing to decide here any more: it was settled meanwhile. Nothing was changed.");
        }
        return "redirect:/ops/money";
    }

    private static String lead(RefundDecision decision, Money amount, Wording words) {
        return switch (decision) {
            case TRY_AGAIN -> words.money(amount) + " is sent back to the client by Stripe once more.";
            case PAID_OTHERWISE -> "You have given " + words.money(amount) + " back yourself.";
            case DECLINE -> "The client does not get " + words.money(amount) + " back.";
            case GIVEN_BACK_BY_BANK -> "The client has " + words.money(amount) + " from the bank.";
        };
    }

    private static String means(RefundDecision decision) {
        return switch (decision) {
            case TRY_AGAIN -> "If it fails again, it comes back here.";
            case PAID_OTHERWISE -> "Upfront sends nothing more. The book notes that the money left outside Stripe, in cash or by bank transfer.";
            case GIVEN_BACK_BY_BANK -> "Upfront sends nothing more. The loss of the dispute is so much smaller in the book.";
            case DECLINE -> "The book takes the refund back and the money counts as earned again. Tell the client why: Upfront does not.";
        };
    }
}
