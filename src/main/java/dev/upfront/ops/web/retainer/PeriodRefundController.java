package dev.upfront.ops.web.retainer;

import dev.upfront.client.Clients;
import dev.upfront.credits.RefundQuote;
import dev.upfront.ops.SignedInStaff;
import dev.upfront.ops.web.Disputed;
import dev.upfront.ops.web.Refundable;
import dev.upfront.ops.web.Typed;
import dev.upfront.ops.web.Wording;
import dev.upfront.retainer.NotAllowed;
import dev.upfront.retainer.PeriodRefunds;
import dev.upfront.retainer.QuoteChanged;
import dev.upfront.retainer.RetainerPeriod;
import dev.upfront.retainer.RetainerPeriodId;
import dev.upfront.retainer.Retainers;
import jakarta.servlet.http.HttpServletResponse;
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
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Refunding the unused sessions of a paid period: first what that means in money, then exactly that. */
@Controller
@RequestMapping("/ops/retainers/*/periods/{id}/refund")
class PeriodRefundController {

    private final PeriodRefunds refunds;
    private final Retainers retainers;
    private final Clients clients;
    private final Disputed disputed;

    PeriodRefundController(PeriodRefunds refunds, Retainers retainers, Clients clients, Disputed disputed) {
        this.refunds = refunds;
        this.retainers = retainers;
        this.clients = clients;
        this.disputed = disputed;
    }

    @GetMapping
    String ask(@PathVariable UUID id, @ModelAttribute("words") Wording words, Model model, RedirectAttributes flash) {
        var period = retainers.period(new RetainerPeriodId(id));
        try {
            return show(period, refunds.quote(period.id()), Typed.of(Map.of()), words, model);
        } catch (NotAllowed sentence) {
            return back(period, "problem", sentence.getMessage(), flash);
        }
    }

    @PostMapping
    String refund(@PathVariable UUID id, @RequestParam MultiValueMap<String, String> parameters, @AuthenticationPrincipal SignedInStaff who,
            @ModelAttribute("words") Wording words, Model model, RedirectAttributes flash, HttpServletResponse response) {
        var period = retainers.period(new RetainerPeriodId(id));
        var typed = Typed.in(parameters);
        var reason = typed.reason();
        try {
            var quote = refunds.quote(period.id());
            if (typed.refused()) {
                response.setStatus(422);
                return show(period, quote, typed, words, model);
            }
            var agreed = RefundQuote.read(typed.text("seen"), quote.amount().currency());
            if (!agreed.filter(quote::equals).isPresent()) {
                response.setStatus(409);
                model.addAttribute("problem", "The amounts have changed since this page was drawn. Nothing was done; please look at them again.");
                return show(period, quote, typed, words, model);
            }
            refunds.refund(period.id(), quote, who.name() + ": " + reason);
            return back(period, "done", "The unused sessions are taken back, and their money is on its way to the client.", flash);
        } catch (NotAllowed | QuoteChanged sentence) {
            return back(period, "problem", sentence.getMessage(), flash);
        }
    }

    private String show(RetainerPeriod period, RefundQuote quote, Typed typed, Wording words, Model model) {
        if (quote.credits() == 0) {
            throw new NotAllowed("No session of this period is unused, so there is nothing to refund.");
        }
        var retainer = retainers.retainer(period.retainer());
        model.addAttribute("of", new Refundable("/ops/retainers/" + retainer.id(), "/periods/%s/refund".formatted(period.id()), retainer.reference(),
                "%s of %s, %s to %s".formatted(retainers.terms(retainer.id()).name(), clients.client(retainer.client()).name(), words.day(period.startsAt()), words.day(period.endsAt())), "Keep the sessions"));
        model.addAttribute("quote", quote);
        model.addAttribute("form", typed);
        model.addAttribute("disputes", disputed.subject(period.id().value(), words));
        return "ops/refund-unused";
    }

    private static String back(RetainerPeriod period, String kind, String sentence, RedirectAttributes flash) {
        flash.addFlashAttribute(kind, sentence);
        return "redirect:/ops/retainers/" + period.retainer();
    }
}
