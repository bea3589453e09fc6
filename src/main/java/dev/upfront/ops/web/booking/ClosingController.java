package dev.upfront.ops.web.booking;

import dev.upfront.booking.Booking;
import dev.upfront.booking.BookingId;
import dev.upfront.booking.Bookings;
import dev.upfront.booking.CancellationQuote;
import dev.upfront.booking.Cancellations;
import dev.upfront.booking.ClosingReason;
import dev.upfront.booking.NotAllowed;
import dev.upfront.booking.QuoteChanged;
import dev.upfront.ops.SignedInStaff;
import dev.upfront.ops.web.Disputed;
import dev.upfront.ops.web.Waiting;
import dev.upfront.ops.web.Wording;
import java.util.UUID;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Ending a booking without a session: first what that means in money, then exactly that. */
@Controller
class ClosingController {

    private final Bookings bookings;
    private final Cancellations cancellations;
    private final Waiting waiting;
    private final Disputed disputed;

    ClosingController(Bookings bookings, Cancellations cancellations, Waiting waiting, Disputed disputed) {
        this.bookings = bookings;
        this.cancellations = cancellations;
        this.waiting = waiting;
        this.disputed = disputed;
    }

    /** The two ways by which staff end a booking, by the last part of their address. */
    enum Way {
        CANCEL(ClosingReason.STAFF_CANCELLED, "The booking is cancelled. The money is being put right, and the client gets a mail about it."),
        NO_SHOW(ClosingReason.NOT_SHOWN, "The session is marked as not shown. Nothing is charged before the review ends.");

        private final ClosingReason reason;
        private final String done;

        Way(ClosingReason reason, String done) {
            this.reason = reason;
            this.done = done;
        }

        static Way of(String address) {
            return address.equals("cancel") ? CANCEL : NO_SHOW;
        }
    }

    @GetMapping("/ops/bookings/{id}/{way:cancel|no-show}")
    String ask(@PathVariable UUID id, @PathVariable String way, @ModelAttribute("words") Wording words, Model model, RedirectAttributes flash) {
        var booking = bookings.booking(new BookingId(id));
        try {
            return show(booking, Way.of(way), cancellations.quote(booking.id(), Way.of(way).reason), words, model);
        } catch (NotAllowed sentence) {
            flash.addFlashAttribute("problem", sentence.getMessage());
            return "redirect:/ops/bookings/" + id;
        }
    }

    @PostMapping("/ops/bookings/{id}/{way:cancel|no-show}")
    String close(@PathVariable UUID id, @PathVariable String way, @RequestParam(defaultValue = "") String seen,
            @AuthenticationPrincipal SignedInStaff who, @ModelAttribute("words") Wording words, Model model, RedirectAttributes flash) {
        var booking = bookings.booking(new BookingId(id));
        try {
            var reason = Way.of(way).reason;
            var agreed = CancellationQuote.read(seen, booking.price().currency());
            if (agreed.isEmpty()) {
                return changed(booking, Way.of(way), cancellations.quote(booking.id(), reason), words, model);
            }
            cancellations.close(booking.id(), reason, agreed.get(), who.name());
            flash.addFlashAttribute("done", Way.of(way).done);
        } catch (QuoteChanged changed) {
            return changed(booking, Way.of(way), changed.quote(), words, model);
        } catch (NotAllowed sentence) {
            flash.addFlashAttribute("problem", sentence.getMessage());
        }
        return "redirect:/ops/bookings/" + id;
    }

    @PostMapping("/ops/bookings/{id}/waive")
    String waive(@PathVariable UUID id, @RequestParam(defaultValue = "") String because, @AuthenticationPrincipal SignedInStaff who, RedirectAttributes flash) {
        return review(id, flash, () -> {
            if (because.isBlank()) {
                flash.addFlashAttribute("becauseMissing", "Say why the fee is waived: it stands on the timeline.");
            } else {
                cancellations.waive(new BookingId(id), who.name(), because.strip());
                flash.addFlashAttribute("done", "The fee is waived. What the client paid goes back by itself.");
            }
        });
    }

    @PostMapping("/ops/bookings/{id}/confirm-fee")
    String confirmFee(@PathVariable UUID id, @AuthenticationPrincipal SignedInStaff who, RedirectAttributes flash) {
        return review(id, flash, () -> {
            cancellations.confirmFee(new BookingId(id), who.name());
            flash.addFlashAttribute("done", "The fee stands. It is collected now, and the client gets a mail about it.");
        });
    }

    private String review(UUID id, RedirectAttributes flash, Runnable decide) {
        if (waiting.underReview(bookings.booking(new BookingId(id)))) {
            decide.run();
        } else {
            flash.addFlashAttribute("problem", "The review of this fee is over. To give money back all the same, refund the payment.");
        }
        return "redirect:/ops/bookings/" + id;
    }

    private String changed(Booking booking, Way way, CancellationQuote quote, Wording words, Model model) {
        model.addAttribute("problem", "The amounts have changed since this page was drawn. Nothing was done; please look at them again.");
        return show(booking, way, quote, words, model);
    }

    private String show(Booking booking, Way way, CancellationQuote quote, Wording words, Model model) {
        model.addAttribute("booking", booking);
        model.addAttribute("when", words.session(booking));
        model.addAttribute("quote", quote);
        model.addAttribute("disputes", disputed.subject(booking.id().value(), words));
        model.addAttribute("seen", quote.seen());
        model.addAttribute("review", words.length(cancellations.noShowReview()));
        return way == Way.CANCEL ? "ops/cancel" : "ops/no-show";
    }
}
