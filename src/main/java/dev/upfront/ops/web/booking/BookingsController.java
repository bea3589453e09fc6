package dev.upfront.ops.web.booking;

import dev.upfront.booking.BookingStatus;
import dev.upfront.booking.Bookings;
import dev.upfront.client.Client;
import dev.upfront.client.Clients;
import dev.upfront.ops.web.Chip;
import dev.upfront.ops.web.Wording;
import dev.upfront.retainer.Retainers;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.RequestParam;

/** All bookings, found by their reference, their client or their status. */
@Controller
class BookingsController {

    private static final int PAGE = 50;
    private static final int LAST_PAGE = 10_000;

    private final Bookings bookings;
    private final Retainers retainers;
    private final Clients clients;
    private final SessionRows rows;

    BookingsController(Bookings bookings, Retainers retainers, Clients clients, SessionRows rows) {
        this.bookings = bookings;
        this.retainers = retainers;
        this.clients = clients;
        this.rows = rows;
    }

    record Filter(String key, String word, boolean chosen) {
    }

    @GetMapping("/ops/bookings")
    String bookings(@RequestParam(defaultValue = "") String q, @RequestParam(defaultValue = "") String status,
            @RequestParam(defaultValue = "0") int page, @ModelAttribute("words") Wording words, Model model) {
        var searched = q.strip();
        var exactly = bookings.byReference(searched.toUpperCase(Locale.ROOT));
        if (exactly.isPresent()) {
            return "redirect:/ops/bookings/" + exactly.get().id();
        }
        var retainer = retainers.byReference(searched.toUpperCase(Locale.ROOT));
        if (retainer.isPresent()) {
            return "redirect:/ops/retainers/" + retainer.get().id();
        }
        var chosen = status(status);
        var found = searched.isEmpty() ? List.<Client>of() : clients.search(searched);
        var at = Math.clamp(page, 0, LAST_PAGE);
        var listed = bookings.list(chosen.map(List::of).orElse(List.of()), searched, found.stream().map(Client::id).toList(), at * PAGE, PAGE + 1);
        model.addAttribute("q", searched);
        model.addAttribute("status", chosen.map(Enum::name).orElse(""));
        model.addAttribute("filters", filters(chosen));
        model.addAttribute("clients", found);
        model.addAttribute("rows", rows.of(listed.subList(0, Math.min(PAGE, listed.size())), words));
        model.addAttribute("page", at);
        model.addAttribute("more", listed.size() > PAGE);
        return "ops/bookings";
    }

    private static Optional<BookingStatus> status(String name) {
        return Arrays.stream(BookingStatus.values()).filter(status -> status.name().equals(name)).findFirst();
    }

    private static List<Filter> filters(Optional<BookingStatus> chosen) {
        var filters = new java.util.ArrayList<>(List.of(new Filter("", "All", chosen.isEmpty())));
        for (var status : BookingStatus.values()) {
            filters.add(new Filter(status.name(), Chip.of(status).word(), chosen.filter(status::equals).isPresent()));
        }
        return filters;
    }
}
