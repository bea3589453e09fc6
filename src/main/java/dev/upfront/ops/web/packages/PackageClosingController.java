package dev.upfront.ops.web.packages;

import dev.upfront.credits.RefundQuote;
import dev.upfront.ops.SignedInStaff;
import dev.upfront.ops.web.Disputed;
import dev.upfront.ops.web.Refundable;
import dev.upfront.ops.web.Typed;
import dev.upfront.ops.web.Wording;
import dev.upfront.packages.NotPossible;
import dev.upfront.packages.PackageSale;
import dev.upfront.packages.PackageSaleId;
import dev.upfront.packages.PackageSales;
import dev.upfront.packages.PackageStatus;
import dev.upfront.packages.QuoteChanged;
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
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Ending a package: refunding what is unused, or cancelling what is not paid. First what that means in money, then exactly that. */
@Controller
class PackageClosingController {

    private final PackageSales sales;
    private final Disputed disputed;

    PackageClosingController(PackageSales sales, Disputed disputed) {
        this.sales = sales;
        this.disputed = disputed;
    }

    @GetMapping("/ops/packages/{id}/refund")
    String askForRefund(@PathVariable UUID id, @ModelAttribute("words") Wording words, Model model, RedirectAttributes flash) {
        var sale = sales.sale(new PackageSaleId(id));
        try {
            return show(sale, sales.refundQuote(sale.id()), Typed.of(Map.of()), words, model, flash);
        } catch (NotPossible sentence) {
            return back(sale, sentence.getMessage(), flash);
        }
    }

    @PostMapping("/ops/packages/{id}/refund")
    String refund(@PathVariable UUID id, @RequestParam MultiValueMap<String, String> parameters, @AuthenticationPrincipal SignedInStaff who,
            @ModelAttribute("words") Wording words, Model model, RedirectAttributes flash, HttpServletResponse response) {
        var sale = sales.sale(new PackageSaleId(id));
        var typed = Typed.in(parameters);
        var reason = typed.reason();
        try {
            if (typed.refused()) {
                response.setStatus(422);
                return show(sale, sales.refundQuote(sale.id()), typed, words, model, flash);
            }
            var agreed = RefundQuote.read(typed.text("seen"), sale.price().currency());
            if (agreed.isEmpty()) {
                return changed(sale, sales.refundQuote(sale.id()), typed, words, model, flash);
            }
            sales.refund(sale.id(), agreed.get(), who.name() + ": " + reason);
            flash.addFlashAttribute("done", "The unused credits are taken back, and their money is on its way to the client.");
        } catch (QuoteChanged changed) {
            return changed(sale, changed.quote(), typed, words, model, flash);
        } catch (NotPossible sentence) {
            return back(sale, sentence.getMessage(), flash);
        }
        return "redirect:/ops/packages/" + id;
    }

    @GetMapping("/ops/packages/{id}/cancel")
    String askToCancel(@PathVariable UUID id, Model model, RedirectAttributes flash) {
        var sale = sales.sale(new PackageSaleId(id));
        if (sale.status() != PackageStatus.REQUESTED) {
            return back(sale, sale.status() == PackageStatus.ACTIVE ? "This package is paid: what is unused of it can be refunded instead." : "This package has ended already.", flash);
        }
        model.addAttribute("sale", sale);
        return "ops/package-cancel";
    }

    @PostMapping("/ops/packages/{id}/cancel")
    String cancel(@PathVariable UUID id, @AuthenticationPrincipal SignedInStaff who, RedirectAttributes flash) {
        try {
            sales.cancel(new PackageSaleId(id), who.name());
            flash.addFlashAttribute("done", "The package is cancelled and nothing is asked for any more. Money that was on its way goes back by itself.");
        } catch (NotPossible sentence) {
            flash.addFlashAttribute("problem", sentence.getMessage());
        }
        return "redirect:/ops/packages/" + id;
    }

    private String changed(PackageSale sale, RefundQuote quote, Typed typed, Wording words, Model model, RedirectAttributes flash) {
        model.addAttribute("problem", "The amounts have changed since this page was drawn. Nothing was done; please look at them again.");
        return show(sale, quote, typed, words, model, flash);
    }

    private String show(PackageSale sale, RefundQuote quote, Typed typed, Wording words, Model model, RedirectAttributes flash) {
        if (quote.credits() == 0) {
            return back(sale, "No credit of this package is unused, so there is nothing to refund.", flash);
        }
        model.addAttribute("of", new Refundable("/ops/packages/" + sale.id(), "/refund", sale.reference(), "%s of %s".formatted(sale.name(), sale.clientName()), "Keep the package"));
        model.addAttribute("quote", quote);
        model.addAttribute("form", typed);
        model.addAttribute("disputes", disputed.subject(sale.id().value(), words));
        return "ops/refund-unused";
    }

    private static String back(PackageSale sale, String problem, RedirectAttributes flash) {
        flash.addFlashAttribute("problem", problem);
        return "redirect:/ops/packages/" + sale.id();
    }
}
