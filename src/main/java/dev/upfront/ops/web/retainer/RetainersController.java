package dev.upfront.ops.web.retainer;

import dev.upfront.client.Client;
import dev.upfront.client.Clients;
import dev.upfront.ops.web.Chip;
import dev.upfront.ops.web.Wording;
import dev.upfront.retainer.RetainerFacts;
import dev.upfront.retainer.RetainerList;
import dev.upfront.retainer.RetainerList.Listed;
import dev.upfront.retainer.RetainerList.Standing;
import dev.upfront.retainer.Retainers;
import dev.upfront.retainer.WhatIsNext.Step;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.RequestParam;

/** All retainers, found by their reference, their client or where they stand. */
@Controller
class RetainersController {

    private static final int PAGE = 50;
    private static final int LAST_PAGE = 10_000;

    private final RetainerList list;
    private final Retainers retainers;
    private final Clients clients;

    RetainersController(RetainerList list, Retainers retainers, Clients clients) {
        this.list = list;
        this.retainers = retainers;
        this.clients = clients;
    }

    record Filter(String key, String word, boolean chosen) {
    }

    /** @param next such as "renews on Monday 28 December"; a dash where nothing comes */
    record Row(Listed retainer, String agreed, String client, String amount, String next, Chip chip) {
    }

    @GetMapping("/ops/retainers")
    String retainers(@RequestParam(defaultValue = "") String q, @RequestParam(defaultValue = "") String status, @RequestParam(defaultValue = "0") int page,
            @ModelAttribute("words") Wording words, Model model) {
        var searched = q.strip();
        var exactly = retainers.byReference(searched.toUpperCase(Locale.ROOT));
        if (exactly.isPresent()) {
            return "redirect:/ops/retainers/" + exactly.get().id();
        }
        var chosen = Arrays.stream(Standing.values()).filter(standing -> standing.name().equals(status)).findFirst();
        var found = searched.isEmpty() ? List.<Client>of() : clients.search(searched);
        var at = Math.clamp(page, 0, LAST_PAGE);
        var listed = list.list(chosen.map(List::of).orElse(List.of()), searched, found.stream().map(Client::id).toList(), at * PAGE, PAGE + 1);
        var names = clients.clients(listed.stream().map(Listed::client).distinct().toList()).stream().collect(Collectors.toMap(client -> client.id().value(), Client::name));
        model.addAttribute("q", searched);
        model.addAttribute("status", chosen.map(Enum::name).orElse(""));
        model.addAttribute("filters", filters(chosen));
        model.addAttribute("rows", listed.stream().limit(PAGE).map(retainer -> row(retainer, names, words)).toList());
        model.addAttribute("page", at);
        model.addAttribute("more", listed.size() > PAGE);
        return "ops/retainers";
    }

    private Row row(Listed retainer, Map<UUID, String> names, Wording words) {
        var terms = retainers.termsAhead(retainer.id()).terms();
        return new Row(retainer, words.moment(retainer.agreedAt()), names.getOrDefault(retainer.client(), "–"), "%s %s".formatted(words.money(terms.amount()), RetainerFacts.each(terms.cadence())),
                next(retainer, words), Chip.of(retainer.standing()));
    }

    private String next(Listed retainer, Wording words) {
        return retainer.standing() == Standing.ENDED ? "–" : retainers.next(retainer.id()).map(next -> word(next.step()) + words.day(next.at())).orElse("–");
    }

    private static String word(Step step) {
        return step == Step.RENEW ? "renews on " : step == Step.RESUME ? "goes on on " : "ends on ";
    }

    private static List<Filter> filters(Optional<Standing> chosen) {
        var filters = new ArrayList<>(List.of(new Filter("", "All", chosen.isEmpty())));
        for (var standing : Standing.values()) {
            filters.add(new Filter(standing.name(), Chip.of(standing).word(), chosen.filter(standing::equals).isPresent()));
        }
        return filters;
    }
}
