package dev.upfront.ops.web.booking;

import dev.upfront.booking.Bookings;
import dev.upfront.client.ClientId;
import dev.upfront.client.Clients;
import dev.upfront.ops.web.Chip;
import dev.upfront.ops.web.Wording;
import dev.upfront.ops.web.booking.BookingPage.PaymentRow;
import dev.upfront.payment.Payment;
import dev.upfront.payment.Payments;
import java.util.Comparator;
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
    private final Bookings bookings;
    private final Payments payments;
    private final SessionRows rows;

    ClientsController(Clients clients, Bookings bookings, Payments payments, SessionRows rows) {
        this.clients = clients;
        this.bookings = bookings;
        this.payments = payments;
        this.rows = rows;
    }

    @GetMapping("/ops/clients")
    String clients(@RequestParam(defaultValue = "") String q, Model model) {
        model.addAttribute("q", q.strip());
        model.addAttribute("clients", clients.search(q.strip()));
        return "ops/clients";
    }

    @GetMapping("/ops/clients/{id}")
    String client(@PathVariable UUID id, @ModelAttribute("words") Wording words, Model model) {
        var client = clients.client(new ClientId(id));
        var booked = bookings.ofClient(client.id());
        model.addAttribute("client", client);
        model.addAttribute("rows", rows.of(booked, words));
        model.addAttribute("payments", booked.stream()
                .flatMap(booking -> payments.ofSubject(booking.id().value()).stream())
                .sorted(Comparator.comparing(Payment::createdAt).reversed())
                .map(payment -> row(payment, words)).toList());
        model.addAttribute("cards", payments.cardsOnFile(client.id()));
        model.addAttribute("consents", clients.consents(client.id()));
        return "ops/client";
    }

    private static PaymentRow row(Payment payment, Wording words) {
        var back = payment.refunded().plus(payment.refunding());
        return new PaymentRow(payment.id().toString(), payment.reference(), words.purpose(payment.purpose()) + ", " + payment.subject().reference(),
                words.money(payment.amount()), back.isPositive() ? words.money(back) : null, Chip.of(payment.status()));
    }
}
