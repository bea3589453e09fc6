package dev.upfront.ops.web.client;

import dev.upfront.client.ClientId;
import dev.upfront.client.Clients;
import dev.upfront.ledger.ClientAccounts;
import dev.upfront.ops.web.Disputed;
import dev.upfront.ops.web.Wording;
import java.util.List;
import java.util.UUID;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;

/** Clients, and all that is known of one. */
@Controller
class ClientsController {

    private final Clients clients;
    private final ClientAccounts accounts;
    private final ClientTimeline timeline;
    private final List<Section> sections;
    private final Disputed disputed;

    ClientsController(Clients clients, ClientAccounts accounts, ClientTimeline timeline, List<Section> sections, Disputed disputed) {
        this.clients = clients;
        this.accounts = accounts;
        this.timeline = timeline;
        this.sections = sections;
        this.disputed = disputed;
    }

    @GetMapping("/ops/clients")
    String clients(@RequestParam(defaultValue = "") String q, Model model) {
        model.addAttribute("q", q.strip());
        model.addAttribute("clients", clients.search(q.strip()));
        return "ops/clients";
    }

    @GetMapping("/ops/clients/{id}")
    String client(@PathVariable UUID id, @RequestParam(defaultValue = "") String show, @RequestParam(defaultValue = "") String before,
            @ModelAttribute("words") Wording words, Model model) {
        var client = clients.client(new ClientId(id));
        model.addAttribute("client", client);
        model.addAttribute("disputes", disputed.client(client.id(), words));
        model.addAttribute("standings", accounts.standings(id, words.now()));
        model.addAttribute("sections", sections.stream().map(section -> section.of(client, words)).toList());
        model.addAttribute("timeline", timeline.page(client, show, before, words));
        return "ops/client";
    }
}
