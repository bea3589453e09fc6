package dev.upfront.ops.web.dispute;

import dev.upfront.booking.Booking;
import dev.upfront.booking.BookingId;
import dev.upfront.booking.BookingStatus;
import dev.upfront.booking.Bookings;
import dev.upfront.client.Clients;
import dev.upfront.credits.CreditLot;
import dev.upfront.credits.Credits;
import dev.upfront.dispute.Dispute;
import dev.upfront.dispute.DisputeStatus;
import dev.upfront.dispute.Disputes;
import dev.upfront.notification.Mails;
import dev.upfront.ops.web.Disputed;
import dev.upfront.ops.web.Happening;
import dev.upfront.ops.web.Operate;
import dev.upfront.ops.web.SubjectLink;
import dev.upfront.ops.web.Wording;
import dev.upfront.ops.web.dispute.DisputePage.Figure;
import dev.upfront.ops.web.dispute.DisputePage.Given;
import dev.upfront.payment.Payments;
import dev.upfront.payment.Subject;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/** Gathers from all rooms what staff see of one dispute. */
@Component
class DisputePages {

    private final Disputes disputes;
    private final DisputeRows rows;
    private final Clients clients;
    private final Payments payments;
    private final Bookings bookings;
    private final Credits credits;
    private final Mails mails;
    private final Operate operate;

    DisputePages(Disputes disputes, DisputeRows rows, Clients clients, Payments payments, Bookings bookings, Credits credits, Mails mails, Operate operate) {
        this.disputes = disputes;
        this.rows = rows;
        this.clients = clients;
        this.payments = payments;
        this.bookings = bookings;
        this.credits = credits;
        this.mails = mails;
        this.operate = operate;
    }

    DisputePage of(Dispute dispute, Wording words) {
        var payment = payments.payment(dispute.payment());
        var pack = disputes.pack(dispute.id()).orElse(null);
        return new DisputePage(rows.of(dispute, words), clients.client(dispute.client()), payment, words.purpose(payment.purpose()),
                dispute.answerBy() == null ? null : words.moment(dispute.answerBy()), DisputeRows.deadline(dispute, words), byDefault(dispute, words), money(dispute, words), pack,
                pack == null ? null : words.moment(pack.assembledAt()), stillGiven(dispute, words), timeline(dispute), operate.instance(dispute.processInstanceKey()));
    }

    private String byDefault(Dispute dispute, Wording words) {
        var when = words.moment(disputes.decideBy(dispute));
        return disputes.submitsUndecided() ? "If nobody decides, the evidence is handed in as it is on %s.".formatted(when)
                : "If nobody decides by %s, nothing is handed in and the money is lost.".formatted(when);
    }

    private static List<Figure> money(Dispute dispute, Wording words) {
        var amount = words.money(dispute.amount());
        var figures = new ArrayList<Figure>();
        figures.add(switch (dispute.status()) {
            case OPEN, SUBMITTED -> dispute.isInquiry() ? new Figure("now", "Asked about", "nothing was taken", amount) : new Figure("now", "Taken back by the bank", "until it decides", amount);
            case WON -> new Figure("now", "Back at Stripe", null, amount);
            case LOST -> new Figure("now", "Lost", "the client has it", amount);
            case DROPPED -> new Figure("now", "Asked about", "nothing was ever taken", amount);
            case ESCALATED -> new Figure("now", "Asked about", "then taken: see the dispute", amount);
        });
        if (dispute.fee().isPositive()) {
            figures.add(new Figure("", "Stripe’s fee", "whoever wins", words.money(dispute.fee())));
        }
        if (dispute.status() == DisputeStatus.LOST) {
            figures.add(new Figure("total", "Cost in all", null, dispute.fee().currency().equals(dispute.amount().currency()) ? words.money(dispute.amount().plus(dispute.fee()))
                    : amount + " and " + words.money(dispute.fee())));
        }
        return figures;
    }

    /** Sessions still to come and credits that are free stay with the client until staff decide otherwise. */
    private List<Given> stillGiven(Dispute dispute, Wording words) {
        var subject = dispute.subject();
        if (subject.kind() == Subject.Kind.BOOKING) {
            return bookings.find(new BookingId(subject.id())).filter(DisputePages::isToCome).map(booking -> List.of(toCome(booking, words))).orElse(List.of());
        }
        return credits.ofSource(subject.id()).map(lot -> Stream.concat(free(lot, subject), bookings.withIds(credits.holds(lot.id()).stream().map(hold -> hold.booking()).toList()).stream()
                .filter(DisputePages::isToCome).filter(booking -> lot.id().equals(booking.creditLot())).map(booking -> toCome(booking, words))).toList()).orElse(List.of());
    }

    private static Stream<Given> free(CreditLot lot, Subject subject) {
        return lot.free() == 0 ? Stream.empty() : Stream.of(new Given(lot.free() == 1 ? "One unused credit" : lot.free() + " unused credits", "Take them back",
                subject.kind() == Subject.Kind.PACKAGE ? "/ops/packages/%s/refund".formatted(subject.id()) : SubjectLink.of(subject).address()));
    }

    private static Given toCome(Booking booking, Wording words) {
        return new Given("%s, %s".formatted(booking.offeringName(), words.session(booking)), "Cancel it", "/ops/bookings/%s/cancel".formatted(booking.id()));
    }

    private static boolean isToCome(Booking booking) {
        return booking.status() == BookingStatus.CONFIRMED;
    }

    private List<Happening> timeline(Dispute dispute) {
        return Stream.concat(disputes.timeline(dispute.id()).stream().map(change -> new Happening(change.at(), Disputed.kind(change.what()), change.what(), change.by(), null)),
                mails.about(dispute.id().value()).stream().map(Happening::of)).sorted(Comparator.comparing(Happening::at)).toList();
    }
}
