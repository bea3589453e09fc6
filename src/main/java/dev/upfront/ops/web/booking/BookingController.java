package dev.upfront.ops.web.booking;

import dev.upfront.booking.BookingId;
import dev.upfront.booking.Bookings;
import dev.upfront.client.Channel;
import dev.upfront.client.Clients;
import dev.upfront.client.Links;
import dev.upfront.notification.Letter;
import dev.upfront.notification.Mails;
import dev.upfront.onboarding.EvidenceChain;
import dev.upfront.onboarding.StepId;
import dev.upfront.ops.web.Wording;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.UUID;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
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

    private static final String LINK_MAIL = "ops.link";

    private final Bookings bookings;
    private final BookingPages pages;
    private final Clients clients;
    private final Links links;
    private final Mails mails;
    private final EvidenceChain evidence;
    private final URI baseAddress;

    BookingController(Bookings bookings, BookingPages pages, Clients clients, Links links, Mails mails, EvidenceChain evidence,
            @Value("${upfront.base-address}") URI baseAddress) {
        this.bookings = bookings;
        this.pages = pages;
        this.clients = clients;
        this.links = links;
        this.mails = mails;
        this.evidence = evidence;
        this.baseAddress = baseAddress;
    }

    @GetMapping("/ops/bookings/{id}")
    String booking(@PathVariable UUID id, @ModelAttribute("words") Wording words, Model model) {
        model.addAttribute("page", pages.of(bookings.booking(new BookingId(id)), words));
        return "ops/booking";
    }

    @PostMapping("/ops/bookings/{id}/link")
    String sendLink(@PathVariable UUID id, RedirectAttributes flash) {
        var booking = bookings.booking(new BookingId(id));
        var client = clients.client(booking.client());
        var before = mails.about(id).stream().filter(mail -> mail.kind().equals(LINK_MAIL)).count();
        var address = baseAddress + "/s/" + links.issue(client.id(), id, Channel.MAIL);
        mails.send(new Letter(LINK_MAIL, id, Long.toString(before + 1), client.mail(), client.locale(), address,
                Map.of("name", booking.clientName(), "offering", booking.offeringName(), "reference", booking.reference()), List.of()));
        flash.addFlashAttribute("done", "A new link is on its way to %s. The earlier ones stay good.".formatted(client.mail()));
        return "redirect:/ops/bookings/" + id;
    }

    @PostMapping("/ops/bookings/{id}/revoke-links")
    String revokeLinks(@PathVariable UUID id, RedirectAttributes flash) {
        links.revoke(bookings.booking(new BookingId(id)).id().value());
        flash.addFlashAttribute("done", "None of the links sent for this booking opens anything any more. Send a new one when the client needs it.");
        return "redirect:/ops/bookings/" + id;
    }

    @GetMapping("/ops/bookings/{id}/contracts/{step}")
    ResponseEntity<byte[]> signedContract(@PathVariable UUID id, @PathVariable UUID step) {
        var copy = evidence.of(id).stream().filter(signed -> signed.step().value().equals(step)).findFirst()
                .flatMap(signed -> evidence.signedCopy(new StepId(step)))
                .orElseThrow(() -> new NoSuchElementException("Nothing was signed here"));
        return ResponseEntity.ok().contentType(MediaType.APPLICATION_PDF)
                .header(HttpHeaders.CONTENT_DISPOSITION, ContentDisposition.inline().filename(copy.filename()).build().toString())
                .body(copy.pdf());
    }
}
