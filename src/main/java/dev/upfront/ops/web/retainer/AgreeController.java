package dev.upfront.ops.web.retainer;

import dev.upfront.catalog.Practice;
import dev.upfront.catalog.RetainerPlan;
import dev.upfront.catalog.RetainerPlans;
import dev.upfront.client.Client;
import dev.upfront.client.ClientId;
import dev.upfront.client.Clients;
import dev.upfront.ops.SignedInStaff;
import dev.upfront.ops.web.RequestId;
import dev.upfront.ops.web.Typed;
import dev.upfront.ops.web.Wording;
import dev.upfront.retainer.NotAllowed;
import dev.upfront.retainer.Retainer;
import dev.upfront.retainer.RetainerFacts;
import dev.upfront.retainer.RetainerRequest;
import dev.upfront.retainer.Retainers;
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

/** Staff prepare a retainer for a client, who signs, agrees to renewing and pays by the link that is mailed. */
@Controller
class AgreeController {

    private final Retainers retainers;
    private final RetainerPlans plans;
    private final RetainerFacts facts;
    private final Clients clients;

    AgreeController(Retainers retainers, RetainerPlans plans, RetainerFacts facts, Clients clients) {
        this.retainers = retainers;
        this.plans = plans;
        this.facts = facts;
        this.clients = clients;
    }

    /** A plan to choose. */
    record Choice(String value, String name, String about) {
    }

    @GetMapping("/ops/retainers/new")
    String blank(@RequestParam(required = false) @Nullable UUID client, @ModelAttribute("words") Wording words, Model model) {
        var values = new HashMap<>(Map.of("requestKey", RequestId.next().toString()));
        if (client != null) {
            var known = clients.client(new ClientId(client));
            values.put("name", known.name());
            values.put("mail", known.mail());
        }
        return show(Typed.of(values), words, model);
    }

    @PostMapping("/ops/retainers/new")
    String agree(@RequestParam MultiValueMap<String, String> parameters, @AuthenticationPrincipal SignedInStaff who, @ModelAttribute("practice") Practice practice,
            @ModelAttribute("words") Wording words, Model model, RedirectAttributes flash, HttpServletResponse response) {
        var typed = Typed.in(parameters);
        var plan = plan(typed);
        var name = typed.text("name", "Give the client's name.");
        var mail = typed.text("mail", "Give the client's mail address: the link to agree and pay goes there.");
        var key = typed.text("requestKey", "Load the page again: it was not sent as it was drawn.");
        var retainer = typed.refused() ? null : agree(typed, plan.orElseThrow(), key, name, mail, who.name(), practice);
        if (retainer == null) {
            response.setStatus(422);
            return show(typed, words, model);
        }
        flash.addFlashAttribute("done", "%s gets a mail with the link to agree and pay. Nothing is charged before that.".formatted(name));
        return "redirect:/ops/retainers/" + retainer.id();
    }

    /** @return null with what was refused noted at its field */
    private @Nullable Retainer agree(Typed typed, RetainerPlan plan, String key, String name, String mail, String by, Practice practice) {
        var known = clients.search(mail).stream().filter(client -> client.mail().equalsIgnoreCase(mail)).findFirst();
        var client = typed.attempt("mail", () -> clients.register(name, mail, null, known.map(Client::zone).orElse(practice.zone()), known.map(Client::locale).orElse(practice.locale())));
        if (client == null) {
            return null;
        }
        try {
            return retainers.agree(new RetainerRequest(key, client.id(), plan.id(), by));
        } catch (NotAllowed notOnSale) {
            typed.refuse("plan", notOnSale.getMessage());
            return null;
        } catch (DataIntegrityViolationException second) { // pressed twice at the same moment
            return retainers.byRequestKey(key).orElseThrow(() -> second);
        }
    }

    private Optional<RetainerPlan> plan(Typed typed) {
        var chosen = plans.onSale().stream().filter(plan -> plan.id().toString().equals(typed.value("plan"))).findFirst();
        if (chosen.isEmpty()) {
            typed.refuse("plan", "Choose a retainer.");
        }
        return chosen;
    }

    private String show(Typed typed, Wording words, Model model) {
        model.addAttribute("form", typed);
        model.addAttribute("plans", plans.onSale().stream().map(plan -> new Choice(plan.id().toString(), plan.name(),
                String.join(" ", facts.sentences(plan.terms(), words.reader().locale())))).toList());
        return "ops/retainer-agree";
    }
}
