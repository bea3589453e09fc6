package dev.upfront.ops.web.packages;

import dev.upfront.catalog.PackageOffer;
import dev.upfront.catalog.Packages;
import dev.upfront.catalog.Practice;
import dev.upfront.client.Client;
import dev.upfront.client.ClientId;
import dev.upfront.client.Clients;
import dev.upfront.ops.SignedInStaff;
import dev.upfront.ops.web.RequestId;
import dev.upfront.ops.web.Typed;
import dev.upfront.ops.web.Wording;
import dev.upfront.packages.NotPossible;
import dev.upfront.packages.PackageRequest;
import dev.upfront.packages.PackageSale;
import dev.upfront.packages.PackageSales;
import jakarta.servlet.http.HttpServletResponse;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Staff sell a package for a client, who signs and pays by the link that is mailed. */
@Controller
class SellController {

    private final PackageSales sales;
    private final Packages packages;
    private final Clients clients;

    SellController(PackageSales sales, Packages packages, Clients clients) {
        this.sales = sales;
        this.packages = packages;
        this.clients = clients;
    }

    /** A package to choose. */
    record Choice(String value, String name, String about) {
    }

    @GetMapping("/ops/packages/new")
    String blank(@RequestParam(required = false) @Nullable UUID client, @ModelAttribute("words") Wording words, Model model) {
        var values = new HashMap<>(Map.of("requestKey", RequestId.next().toString()));
        if (client != null) {
            var known = clients.client(new ClientId(client));
            values.put("name", known.name());
            values.put("mail", known.mail());
        }
        return show(Typed.of(values), words, model);
    }

    @PostMapping("/ops/packages/new")
    String sell(@RequestParam MultiValueMap<String, String> parameters, @AuthenticationPrincipal SignedInStaff who, @ModelAttribute("practice") Practice practice,
            @ModelAttribute("words") Wording words, Model model, RedirectAttributes flash, HttpServletResponse response) {
        var typed = Typed.in(parameters);
        var offer = offer(typed);
        var name = typed.text("name", "Give the client's name.");
        var mail = typed.text("mail", "Give the client's mail address: the link to pay goes there.");
        var key = typed.text("requestKey", "Load the page again: it was not sent as it was drawn.");
        var sale = typed.refused() ? null : sell(typed, offer.orElseThrow(), key, name, mail, who.name(), practice);
        if (sale == null) {
            response.setStatus(422);
            return show(typed, words, model);
        }
        flash.addFlashAttribute("done", "%s gets a mail with the link to pay %s. Nothing is charged before that.".formatted(sale.clientName(), words.money(sale.price())));
        return "redirect:/ops/packages/" + sale.id();
    }

    /** @return null with what was refused noted at its field */
    private @Nullable PackageSale sell(Typed typed, PackageOffer offer, String key, String name, String mail, String by, Practice practice) {
        var known = clients.search(mail).stream().filter(client -> client.mail().equalsIgnoreCase(mail)).findFirst();
        var wish = new PackageRequest(key, offer.id(), name, mail, null, known.map(Client::zone).orElse(practice.zone()),
                known.map(Client::locale).orElse(practice.locale()), by);
        try {
            return typed.attempt("mail", () -> sales.request(wish));
        } catch (NotPossible notOnSale) {
            typed.refuse("offer", notOnSale.getMessage());
            return null;
        } catch (DataIntegrityViolationException second) { // pressed twice at the same moment
            return sales.byRequestKey(key).orElseThrow(() -> second);
        }
    }

    private Optional<PackageOffer> offer(Typed typed) {
        var chosen = packages.onSale().stream().filter(offer -> offer.id().toString().equals(typed.value("offer"))).findFirst();
        if (chosen.isEmpty()) {
            typed.refuse("offer", "Choose a package.");
        }
        return chosen;
    }

    private String show(Typed typed, Wording words, Model model) {
        model.addAttribute("form", typed);
        model.addAttribute("offers", packages.onSale().stream().map(offer -> choice(offer, words)).toList());
        return "ops/package-sell";
    }

    private Choice choice(PackageOffer offer, Wording words) {
        var end = packages.endOf(offer);
        return new Choice(offer.id().toString(), offer.name(), "%d sessions for %s, %s%s".formatted(offer.credits(), words.money(offer.price()),
                end == null ? "" : "until ", words.lastDay(end)));
    }
}
