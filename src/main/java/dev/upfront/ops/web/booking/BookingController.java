package dev.upfront.ops.web.booking;

import dev.upfront.booking.BookingId;
import dev.upfront.booking.Bookings;
import dev.upfront.client.Clients;
import dev.upfront.ops.web.ClientLinks;
import dev.upfront.ops.web.Disputed;
import dev.upfront.ops.web.SignedContracts;
import dev.upfront.ops.web.Wording;
import java.util.Map;
import java.util.UUID;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** One booking: its page, its client's links, and the contracts signed for it. */
@Controller
class BookingController {

    private final Bookings bookings;
    private final BookingPages pages;
    private final Clients clients;
    private final ClientLinks links;
    private final SignedContracts contracts;
    private final Disputed disputed;

    BookingController(Bookings bookings, BookingPages pages, Clients clients, ClientLinks links, SignedContracts contracts, Disputed disputed) {
        this.bookings = bookings;
        this.pages = pages;
        this.clients = clients;
        this.links = links;
        this.contracts = contracts;
        this.disputed = disputed;
    }

    @GetMapping("/ops/bookings/{id}")
    String booking(@PathVariable UUID id, @ModelAttribute("words") Wording words, Model model) {
        model.addAttribute("page", pages.of(bookings.booking(new BookingId(id)), words));
        model.addAttribute("disputes", disputed.subject(id, words));
        return "ops/booking";
    }

    @PostMapping("/ops/bookings/{id}/link")
    String sendLink(@PathVariable UUID id, RedirectAttributes flash) {
        var booking = bookings.booking(new BookingId(id));
        flash.addFlashAttribute("done", links.send("ops.link", id, clients.client(booking.client()),
                Map.of("name", booking.clientName(), "offering", booking.offeringName(), "reference", booking.reference())));
        return "redirect:/ops/bookings/" + id;
    }

    @PostMapping("/ops/bookings/{id}/revoke-links")
    String revokeLinks(@PathVariable UUID id, RedirectAttributes flash) {
        flash.addFlashAttribute("done", links.revoke(bookings.booking(new BookingId(id)).id().value()));
        return "redirect:/ops/bookings/" + id;
    }

    @GetMapping("/ops/bookings/{id}/contracts/{step}")
    ResponseEntity<byte[]> signedContract(@PathVariable UUID id, @PathVariable UUID step) {
        return contracts.copy(id, step);
    }
}
