package dev.upfront.ops.web.retainer;

import dev.upfront.client.Clients;
import dev.upfront.ops.web.ClientLinks;
import dev.upfront.ops.web.SignedContracts;
import dev.upfront.ops.web.Wording;
import dev.upfront.retainer.RetainerId;
import dev.upfront.retainer.Retainers;
import java.util.Map;
import java.util.UUID;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** One retainer's page, its papers and its client's link. */
@Controller
@RequestMapping("/ops/retainers/{id}")
class RetainerController {

    private final Retainers retainers;
    private final RetainerPages pages;
    private final Clients clients;
    private final ClientLinks links;
    private final SignedContracts contracts;

    RetainerController(Retainers retainers, RetainerPages pages, Clients clients, ClientLinks links, SignedContracts contracts) {
        this.retainers = retainers;
        this.pages = pages;
        this.clients = clients;
        this.links = links;
        this.contracts = contracts;
    }

    @GetMapping
    String show(@PathVariable UUID id, @ModelAttribute("words") Wording words, Model model) {
        model.addAttribute("page", pages.of(retainers.retainer(new RetainerId(id)), words));
        return "ops/retainer";
    }

    @PostMapping("/link")
    String sendLink(@PathVariable UUID id, RedirectAttributes flash) {
        var retainer = retainers.retainer(new RetainerId(id));
        var client = clients.client(retainer.client());
        flash.addFlashAttribute("done", links.send("ops.retainer-link", id, client, Map.of("name", client.name(), "retainer", retainers.terms(retainer.id()).name(), "reference", retainer.reference())));
        return "redirect:/ops/retainers/" + id;
    }

    @GetMapping("/contracts/{step}")
    ResponseEntity<byte[]> signedContract(@PathVariable UUID id, @PathVariable UUID step) {
        return contracts.copy(id, step);
    }
}
