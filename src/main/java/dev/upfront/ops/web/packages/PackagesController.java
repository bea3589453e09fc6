package dev.upfront.ops.web.packages;

import dev.upfront.client.Client;
import dev.upfront.client.Clients;
import dev.upfront.credits.CreditLot;
import dev.upfront.credits.Credits;
import dev.upfront.ops.web.Chip;
import dev.upfront.ops.web.Wording;
import dev.upfront.packages.PackageSale;
import dev.upfront.packages.PackageStatus;
import dev.upfront.packages.SoldPackages;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.RequestParam;

/** All packages that were sold, found by their reference, their client or their status. */
@Controller
class PackagesController {

    private static final int PAGE = 50;
    private static final int LAST_PAGE = 10_000;

    private final SoldPackages sold;
    private final Credits credits;
    private final Clients clients;

    PackagesController(SoldPackages sold, Credits credits, Clients clients) {
        this.sold = sold;
        this.credits = credits;
        this.clients = clients;
    }

    record Filter(String key, String word, boolean chosen) {
    }

    /**
     * @param left such as "7 of 10", or a dash while nothing was granted
     * @param unearned the value of what is left; null while nothing was granted
     */
    record Row(PackageSale sale, String sold, String left, String until, @Nullable String unearned, String price, Chip status) {
    }

    @GetMapping("/ops/packages")
    String packages(@RequestParam(defaultValue = "") String q, @RequestParam(defaultValue = "") String status, @RequestParam(defaultValue = "0") int page,
            @ModelAttribute("words") Wording words, Model model) {
        var searched = q.strip();
        var exactly = sold.byReference(searched.toUpperCase(Locale.ROOT));
        if (exactly.isPresent()) {
            return "redirect:/ops/packages/" + exactly.get().id();
        }
        var chosen = status(status);
        var found = searched.isEmpty() ? List.<Client>of() : clients.search(searched);
        var at = Math.clamp(page, 0, LAST_PAGE);
        var listed = sold.list(chosen.map(List::of).orElse(List.of()), searched, found.stream().map(Client::id).toList(), at * PAGE, PAGE + 1);
        model.addAttribute("q", searched);
        model.addAttribute("status", chosen.map(Enum::name).orElse(""));
        model.addAttribute("filters", filters(chosen));
        var lots = credits.ofSources(listed.stream().map(sale -> sale.id().value()).toList());
        model.addAttribute("rows", listed.stream().limit(PAGE).map(sale -> row(sale, lots.get(sale.id().value()), words)).toList());
        model.addAttribute("page", at);
        model.addAttribute("more", listed.size() > PAGE);
        return "ops/packages";
    }

    private static Row row(PackageSale sale, @Nullable CreditLot lot, Wording words) {
        return new Row(sale, words.moment(sale.createdAt()), left(lot), words.lastDay(lot == null ? sale.endsAt() : lot.expiresAt()),
                lot == null ? null : words.money(lot.valueLeft()), words.money(sale.price()), Chip.of(sale.status()));
    }

    private static String left(@Nullable CreditLot lot) {
        return lot == null ? "–" : "%d of %d%s".formatted(lot.free(), lot.bought(), lot.held() == 0 ? "" : ", %d booked".formatted(lot.held()));
    }

    private static Optional<PackageStatus> status(String name) {
        return Arrays.stream(PackageStatus.values()).filter(status -> status.name().equals(name)).findFirst();
    }

    private static List<Filter> filters(Optional<PackageStatus> chosen) {
        var filters = new ArrayList<>(List.of(new Filter("", "All", chosen.isEmpty())));
        for (var status : PackageStatus.values()) {
            filters.add(new Filter(status.name(), Chip.of(status).word(), chosen.filter(status::equals).isPresent()));
        }
        return filters;
    }
}
