package dev.upfront.ops.web.booking;

import dev.upfront.booking.Booking;
import dev.upfront.booking.Bookings;
import dev.upfront.form.Forms;
import dev.upfront.notification.Mails;
import dev.upfront.onboarding.EvidenceChain;
import dev.upfront.ops.web.Chip;
import dev.upfront.ops.web.Wording;
import dev.upfront.payment.Payment;
import dev.upfront.payment.PaymentStatus;
import dev.upfront.payment.Payments;
import dev.upfront.payment.Refund;
import dev.upfront.payment.RefundStatus;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** What happened about a booking or a package, gathered from all rooms, oldest first. */
@Component
public class History {

    private final Bookings bookings;
    private final Payments payments;
    private final Mails mails;
    private final Forms forms;
    private final EvidenceChain evidence;

    History(Bookings bookings, Payments payments, Mails mails, Forms forms, EvidenceChain evidence) {
        this.bookings = bookings;
        this.payments = payments;
        this.mails = mails;
        this.forms = forms;
        this.evidence = evidence;
    }

    List<Happening> of(Booking booking, Wording words) {
        return about(booking.id().value(), bookings.timeline(booking.id()).stream()
                .map(change -> new Happening(change.at(), "neutral", change.what(), change.by(), null)).toList(), words);
    }

    /** What happened about a booking, a package or whatever else is paid for. @param own what its own room tells */
    public List<Happening> about(UUID subject, List<Happening> own, Wording words) {
        var all = new ArrayList<>(own);
        var refunds = payments.refundsOf(subject);
        payments.ofSubject(subject).forEach(payment -> all.addAll(of(payment, refunds.stream().filter(refund -> refund.paymentId().equals(payment.id())).toList(), words)));
        forms.answers(subject).forEach(answer -> all.add(new Happening(answer.submittedAt(), "done", "Filled in “" + answer.title() + "”", "client", null)));
        evidence.of(subject).forEach(signed -> all.add(new Happening(signed.signedAt(), "done", "Signed “" + signed.title() + "”", signed.signer(),
                "/evidence/" + signed.hash())));
        all.addAll(mailsAbout(subject));
        return sorted(all);
    }

    /** What happened to one payment, its refunds and mails included. */
    public List<Happening> of(Payment payment, List<Refund> refunds, Wording words) {
        var all = withTries(payment, words);
        refunds.forEach(refund -> {
            all.addAll(of(refund, words));
            all.addAll(mailsAbout(refund.id().value()));
        });
        all.addAll(mailsAbout(payment.id().value()));
        return sorted(all);
    }

    /** What happened in the same second stays in the order of the rooms: the booking's own words first, mails last. */
    private static List<Happening> sorted(List<Happening> all) {
        return all.stream().sorted(Comparator.comparing((Happening happening) -> happening.at().truncatedTo(ChronoUnit.SECONDS))).toList();
    }

    private List<Happening> mailsAbout(UUID subject) {
        return mails.about(subject).stream().map(mail -> mail.problem() == null || mail.sentAt() != null
                ? new Happening(mail.writtenAt(), "neutral", "Mail “%s” to %s".formatted(mail.title(), mail.recipient()), mail.sentAt() == null ? "waits to be sent" : null, null)
                : new Happening(mail.writtenAt(), "stuck", "Mail “%s” to %s could not be sent yet: %s".formatted(mail.title(), mail.recipient(), mail.problem()), null, null)).toList();
    }

    private List<Happening> withTries(Payment payment, Wording words) {
        var all = new ArrayList<>(of(payment, words));
        payments.declinedTries(payment.subject().id()).stream().filter(declined -> declined.payment().equals(payment.id()))
                .forEach(declined -> all.add(new Happening(declined.at(), "stuck", "Tried to collect " + lowerFirst(what(payment, words)) + ". " + declined.why(), null,
                        "/ops/payments/" + payment.id())));
        return all;
    }

    private static String what(Payment payment, Wording words) {
        return words.purpose(payment.purpose()) + " " + words.money(payment.amount()) + " (" + payment.reference() + ")";
    }

    private static List<Happening> of(Payment payment, Wording words) {
        var what = what(payment, words);
        var address = "/ops/payments/" + payment.id();
        var all = new ArrayList<>(List.of(new Happening(payment.createdAt(), "waiting", "Asked for " + lowerFirst(what), null, address)));
        if (payment.settledAt() != null && payment.status() != PaymentStatus.OWED) {
            var chip = Chip.of(payment.status());
            all.add(new Happening(payment.settledAt(), chip.kind(), chip.word() + ": " + lowerFirst(what), null, address));
        }
        return all;
    }

    private static List<Happening> of(Refund refund, Wording words) {
        var what = words.money(refund.amount()) + " (" + refund.reference() + ")";
        var address = "/ops/payments/" + refund.paymentId();
        var all = new ArrayList<>(List.of(new Happening(refund.createdAt(), "waiting", "Refund of " + what + " asked for", refund.requestedBy(), address)));
        if (refund.settledAt() != null) {
            var chip = Chip.of(refund.status());
            var why = refund.status() == RefundStatus.FAILED && refund.failure() != null ? ": " + refund.failure() : "";
            all.add(new Happening(refund.settledAt(), chip.kind(), "Refund of " + what + ": " + lowerFirst(chip.word()) + why, null, address));
        }
        return all;
    }

    private static String lowerFirst(String text) {
        return Character.toLowerCase(text.charAt(0)) + text.substring(1);
    }
}
