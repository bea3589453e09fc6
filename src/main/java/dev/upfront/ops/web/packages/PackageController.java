package dev.upfront.ops.web.packages;

import dev.upfront.client.ClientId;
import dev.upfront.client.Clients;
import dev.upfront.ops.SignedInStaff;
import dev.upfront.ops.web.ClientLinks;
import dev.upfront.ops.web.Disputed;
import dev.upfront.ops.web.SignedContracts;
import dev.upfront.ops.web.Typed;
import dev.upfront.ops.web.Wording;
import dev.upfront.packages.NotPossible;
import dev.upfront.packages.PackageSaleId;
import dev.upfront.packages.PackageSales;
import dev.upfront.packages.PackageSharing;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Map;
import java.util.UUID;
import org.springframework.http.ResponseEntity;
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

/** One sold package: its page, its client's links, who else may use it, and the contracts signed for it. */
@Controller
class PackageController {

    private final PackageSales sales;
    private final PackagePages pages;
    private final PackageSharing sharing;
    private final Clients clients;
    private final ClientLinks links;
    private final SignedContracts contracts;
    private final Disputed disputed;

    PackageController(PackageSales sales, PackagePages pages, PackageSharing sharing, Clients clients, ClientLinks links, SignedContracts contracts, Disputed disputed) {
        this.sales = sales;
        this.pages = pages;
        this.sharing = sharing;
        this.clients = clients;
        this.links = links;
        this.contracts = contracts;
        this.disputed = disputed;
    }

    @GetMapping("/ops/packages/{id}")
    String show(@PathVariable UUID id, @ModelAttribute("words") Wording words, Model model) {
        return show(id, Typed.of(Map.of()), words, model);
    }

    @PostMapping("/ops/packages/{id}/link")
    String sendLink(@PathVariable UUID id, RedirectAttributes flash) {
        var sale = sales.sale(new PackageSaleId(id));
        flash.addFlashAttribute("done", links.send("ops.package-link", id, clients.client(sale.client()),
                Map.of("name", sale.clientName(), "package", sale.name(), "reference", sale.reference())));
        return "redirect:/ops/packages/" + id;
    }

    @PostMapping("/ops/packages/{id}/revoke-links")
    String revokeLinks(@PathVariable UUID id, RedirectAttributes flash) {
        flash.addFlashAttribute("done", links.revoke(sales.sale(new PackageSaleId(id)).id().value()));
        return "redirect:/ops/packages/" + id;
    }

    @GetMapping("/ops/packages/{id}/contracts/{step}")
    ResponseEntity<byte[]> signedContract(@PathVariable UUID id, @PathVariable UUID step) {
        return contracts.copy(id, step);
    }

    @PostMapping("/ops/packages/{id}/share")
    String share(@PathVariable UUID id, @RequestParam MultiValueMap<String, String> parameters, @AuthenticationPrincipal SignedInStaff who,
            @ModelAttribute("words") Wording words, Model model, RedirectAttributes flash, HttpServletResponse response) {
        var typed = Typed.in(parameters);
        var mail = typed.text("mail", "Give the mail address of the client who may use it too.");
        var with = mail.isEmpty() ? null : clients.search(mail).stream().filter(client -> client.mail().equalsIgnoreCase(mail)).findFirst().orElse(null);
        if (with == null) {
            typed.refuse("mail", "There is no client with this mail address. Whoever has booked or bought before is one.");
            response.setStatus(422);
            return show(id, typed, words, model);
        }
        try {
            sharing.share(new PackageSaleId(id), with.id(), who.name());
            flash.addFlashAttribute("done", "%s may use these credits too.".formatted(with.name()));
        } catch (NotPossible sentence) {
            flash.addFlashAttribute("problem", sentence.getMessage());
        }
        return "redirect:/ops/packages/" + id;
    }

    @PostMapping("/ops/packages/{id}/unshare")
    String unshare(@PathVariable UUID id, @RequestParam UUID client, @AuthenticationPrincipal SignedInStaff who, RedirectAttributes flash) {
        sharing.unshare(new PackageSaleId(id), new ClientId(client), who.name());
        flash.addFlashAttribute("done", "No more credits of this package can be used by them. What they have booked stays booked.");
        return "redirect:/ops/packages/" + id;
    }

    private String show(UUID id, Typed form, Wording words, Model model) {
        model.addAttribute("form", form);
        model.addAttribute("page", pages.of(sales.sale(new PackageSaleId(id)), words));
        model.addAttribute("disputes", disputed.subject(id, words));
        return "ops/package";
    }
}
