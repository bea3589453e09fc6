package dev.upfront.ops.web.booking;

import dev.upfront.dunning.Debts;
import dev.upfront.booking.Booking;
import dev.upfront.booking.Bookings;
import dev.upfront.form.Forms;
import dev.upfront.notification.Mails;
import dev.upfront.onboarding.EvidenceChain;
import dev.upfront.ops.web.Happening;
import dev.upfront.ops.web.Wording;
import dev.upfront.payment.MoneyHistory;
import dev.upfront.payment.Payment;
import dev.upfront.payment.PaymentId;
import dev.upfront.payment.Payments;
import dev.upfront.payment.Refund;
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
    private final MoneyHistory money;
    private final Debts debts;
    private final Mails mails;
    private final Forms forms;
    private final EvidenceChain evidence;

    History(Bookings bookings, Payments payments, MoneyHistory money, Debts debts, Mails mails, Forms forms, EvidenceChain evidence) {
        this.bookings = bookings;
        this.payments = payments;
        this.money = money;
        this.debts = debts;
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
        money.ofSubject(subject).forEach(event -> all.add(Happening.of(event, words)));
        payments.ofSubject(subject).forEach(payment -> {
            all.addAll(dunned(payment.id()));
            all.addAll(mailsAbout(payment.id().value()));
        });
        payments.refundsOf(subject).forEach(refund -> all.addAll(mailsAbout(refund.id().value())));
        forms.answers(subject).forEach(answer -> all.add(new Happening(answer.submittedAt(), "done", "Filled in “" + answer.title() + "”", "client", null)));
        evidence.of(subject).forEach(signed -> all.add(new Happening(signed.signedAt(), "done", "Signed “" + signed.title() + "”", signed.signer(),
                "/evidence/" + signed.hash())));
        all.addAll(mailsAbout(subject));
        return sorted(all);
    }

    /** What happened to one payment, its refunds and mails included. */
    public List<Happening> of(Payment payment, List<Refund> refunds, Wording words) {
        var all = new ArrayList<Happening>();
        money.ofSubject(payment.subject().id()).stream().filter(event -> event.payment().equals(payment.id())).forEach(event -> all.add(Happening.of(event, words)));
        refunds.forEach(refund -> all.addAll(mailsAbout(refund.id().value())));
        all.addAll(dunned(payment.id()));
        all.addAll(mailsAbout(payment.id().value()));
        return sorted(all);
    }

    private List<Happening> dunned(PaymentId payment) {
        return debts.timeline(payment).stream().map(change -> new Happening(change.at(), "neutral", change.what(), change.by(), "/ops/dunning/" + payment)).toList();
    }

    /** What happened in the same second stays in the order of the rooms: the booking's own words first, mails last. */
    private static List<Happening> sorted(List<Happening> all) {
        return all.stream().sorted(Comparator.comparing((Happening happening) -> happening.at().truncatedTo(ChronoUnit.SECONDS))).toList();
    }

    private List<Happening> mailsAbout(UUID subject) {
        return mails.about(subject).stream().map(Happening::of).toList();
    }
}
