package dev.upfront.ops.web.money;

import dev.upfront.booking.BookingId;
import dev.upfront.booking.BookingStatus;
import dev.upfront.booking.Bookings;
import dev.upfront.booking.Goodwill;
import dev.upfront.client.Clients;
import dev.upfront.dunning.Debts;
import dev.upfront.ops.SignedInStaff;
import dev.upfront.ops.web.Chip;
import dev.upfront.ops.web.Disputed;
import dev.upfront.ops.web.Operate;
import dev.upfront.ops.web.RequestId;
import dev.upfront.ops.web.SubjectLink;
import dev.upfront.ops.web.Typed;
import dev.upfront.ops.web.Wording;
import dev.upfront.ops.web.booking.History;
import dev.upfront.payment.MoneyDisputed;
import dev.upfront.payment.Payment;
import dev.upfront.payment.PaymentId;
import dev.upfront.payment.Payments;
import dev.upfront.payment.Refund;
import dev.upfront.payment.RefundDiffers;
import dev.upfront.payment.RefundTooLarge;
import dev.upfront.payment.Subject;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** One payment: what became of it, and giving it back. */
@Controller
class PaymentController {

    private final Payments payments;
    private final Bookings bookings;
    private final Goodwill goodwill;
    private final Clients clients;
    private final History history;
    private final Operate operate;
    private final Debts debts;
    private final Disputed disputed;

    PaymentController(Payments payments, Bookings bookings, Goodwill goodwill, Clients clients, History history, Operate operate, Debts debts, Disputed disputed) {
        this.payments = payments;
        this.bookings = bookings;
        this.goodwill = goodwill;
        this.clients = clients;
        this.history = history;
        this.operate = operate;
        this.debts = debts;
        this.disputed = disputed;
    }

    record RefundRow(String reference, String amount, String by, Chip status) {
    }

    @GetMapping("/ops/payments/{id}")
    String payment(@PathVariable UUID id, @ModelAttribute("words") Wording words, Model model) {
        var payment = payments.payment(new PaymentId(id));
        var refunds = refunds(payment);
        model.addAttribute("payment", payment);
        model.addAttribute("purpose", words.purpose(payment.purpose()));
        model.addAttribute("about", SubjectLink.of(payment.subject()));
        model.addAttribute("status", Chip.of(payment.status()));
        model.addAttribute("client", clients.client(payment.clientId()));
        model.addAttribute("refunds", refunds.stream()
                .map(refund -> new RefundRow(refund.reference(), words.money(refund.amount()), refund.requestedBy(), Chip.of(refund.status()))).toList());
        model.addAttribute("timeline", history.of(payment, refunds, words));
        model.addAttribute("refundable", isBookings(payment) && payment.refundable().isPositive());
        model.addAttribute("debt", debts.isDebt(payment.id()));
        model.addAttribute("disputes", disputed.payment(payment.id(), words));
        model.addAttribute("process", operate.waitingAt(id, "dunning.awaitMoney", "ops.decide", "payment.payOnline"));
        return "ops/payment";
    }

    @GetMapping("/ops/payments/{id}/refund")
    String askForRefund(@PathVariable UUID id, @ModelAttribute("words") Wording words, Model model, RedirectAttributes flash) {
        var payment = payments.payment(new PaymentId(id));
        if (!isBookings(payment)) {
            return elsewhere(payment, flash);
        }
        return show(payment, Typed.of(Map.of("amount", payment.refundable().major().toPlainString(), "wish", RequestId.next())), words, model);
    }

    /** Two steps on one address: with "confirmed" it is done, without it the page says first what it means. */
    @PostMapping("/ops/payments/{id}/refund")
    String refund(@PathVariable UUID id, @RequestParam MultiValueMap<String, String> parameters, @AuthenticationPrincipal SignedInStaff who,
            @ModelAttribute("words") Wording words, Model model, RedirectAttributes flash, HttpServletResponse response) {
        var payment = payments.payment(new PaymentId(id));
        if (!isBookings(payment)) {
            return elsewhere(payment, flash);
        }
        var typed = Typed.in(parameters);
        var amount = typed.money("amount", payment.amount().currency());
        var reason = typed.text("reason", "Say why: it stands on the timeline.");
        var wish = typed.text("wish", "Load the page again: it was not sent as it was drawn.");
        var confirmed = typed.has("confirmed", "yes");
        // Sent twice, it has been given back already, and less may be left by now.
        if (amount != null && (!amount.isPositive() || !confirmed && amount.compareTo(payment.refundable()) > 0)) {
            typed.refuse("amount", tooMuch(payment, words));
        }
        if (!typed.refused() && confirmed) {
            try {
                goodwill.give(payment.id(), amount, wish, who.name() + ": " + reason);
                flash.addFlashAttribute("done", "%s is on its way back to the client.".formatted(words.money(amount)));
                return "redirect:/ops/payments/" + id;
            } catch (RefundTooLarge | MoneyDisputed tooLarge) {
                typed.refuse("amount", tooLarge.getMessage());
            } catch (RefundDiffers differs) {
                typed.refuse("amount", "This form has given another amount back already. Nothing more was given back; to give back more, begin again on the payment’s page.");
            }
        }
        if (typed.refused()) {
            response.setStatus(422);
        } else {
            model.addAttribute("confirm", words.money(amount));
        }
        return show(payment, typed, words, model);
    }

    private String show(Payment payment, Typed typed, Wording words, Model model) {
        model.addAttribute("payment", payment);
        model.addAttribute("purpose", words.purpose(payment.purpose()));
        model.addAttribute("client", clients.client(payment.clientId()));
        model.addAttribute("form", typed);
        model.addAttribute("disputes", disputed.payment(payment.id(), words));
        model.addAttribute("beforeSession", isBeforeSession(payment.subject()));
        return "ops/refund";
    }

    private static String tooMuch(Payment payment, Wording words) {
        var most = "At most %s of this payment can go back.".formatted(words.money(payment.refundable()));
        if (payment.disputed().isPositive()) {
            return "The client’s bank has taken %s back while it decides a dispute, and Stripe refuses refunds of a disputed charge. %s".formatted(words.money(payment.disputed()), most);
        }
        return payment.lost().isPositive() ? "The client’s bank has given %s back in a dispute that was lost. %s".formatted(words.money(payment.lost()), most) : most;
    }

    private boolean isBeforeSession(Subject subject) {
        return bookings.booking(new BookingId(subject.id())).status() == BookingStatus.CONFIRMED;
    }

    private static boolean isBookings(Payment payment) {
        return payment.subject().kind() == Subject.Kind.BOOKING;
    }

    /** Money that was turned into credits goes back with the credits, so that nobody has both. */
    private static String elsewhere(Payment payment, RedirectAttributes flash) {
        flash.addFlashAttribute("problem", "%s was paid for credits, so it goes back from here, together with the credits that are unused. Nothing was refunded yet."
                .formatted(payment.reference()));
        return "redirect:" + SubjectLink.of(payment.subject()).address();
    }

    private List<Refund> refunds(Payment payment) {
        return payments.refundsOf(payment.subject().id()).stream().filter(refund -> refund.paymentId().equals(payment.id())).toList();
    }
}
