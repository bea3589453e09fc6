package dev.upfront.ops.web.booking;

import dev.upfront.booking.Booking;
import dev.upfront.booking.BookingStatus;
import dev.upfront.booking.Bookings;
import dev.upfront.booking.ForwardBookings;
import dev.upfront.booking.Closing;
import dev.upfront.catalog.Catalog;
import dev.upfront.client.Clients;
import dev.upfront.credits.CreditLot;
import dev.upfront.credits.Credits;
import dev.upfront.form.Forms;
import dev.upfront.money.Money;
import dev.upfront.onboarding.Onboarding;
import dev.upfront.onboarding.Step;
import dev.upfront.ops.web.Chip;
import dev.upfront.ops.web.Operate;
import dev.upfront.ops.web.Waiting;
import dev.upfront.ops.web.Wording;
import dev.upfront.ops.web.booking.BookingPage.Credit;
import dev.upfront.ops.web.booking.BookingPage.Figure;
import dev.upfront.ops.web.booking.BookingPage.PaymentRow;
import dev.upfront.ops.web.booking.BookingPage.Possible;
import dev.upfront.ops.web.booking.BookingPage.Review;
import dev.upfront.ops.web.booking.BookingPage.StepRow;
import dev.upfront.packages.PackageSaleId;
import dev.upfront.packages.PackageSales;
import dev.upfront.payment.Payment;
import dev.upfront.payment.PaymentStatus;
import dev.upfront.payment.Payments;
import dev.upfront.portal.When;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Gathers from all rooms what staff see of one booking. */
@Component
class BookingPages {

    private final Bookings bookings;
    private final Catalog catalog;
    private final Clients clients;
    private final Payments payments;
    private final Onboarding onboarding;
    private final Forms forms;
    private final History history;
    private final Waiting waiting;
    private final Operate operate;
    private final Credits credits;
    private final ForwardBookings forward;
    private final PackageSales packages;

    BookingPages(Bookings bookings, Catalog catalog, Clients clients, Payments payments, Onboarding onboarding, Forms forms, History history,
            Waiting waiting, Operate operate, Credits credits, ForwardBookings forward, PackageSales packages) {
        this.bookings = bookings;
        this.catalog = catalog;
        this.clients = clients;
        this.payments = payments;
        this.onboarding = onboarding;
        this.forms = forms;
        this.history = history;
        this.waiting = waiting;
        this.operate = operate;
        this.credits = credits;
        this.forward = forward;
        this.packages = packages;
    }

    BookingPage of(Booking booking, Wording words) {
        var subject = booking.id().value();
        var client = clients.client(booking.client());
        var provider = catalog.provider(booking.provider());
        var closing = bookings.closing(booking.id()).orElse(null);
        var owed = payments.ofSubject(subject);
        var review = waiting.underReview(booking);
        return new BookingPage(booking, Chip.of(booking.status()), client, provider.name(),
                When.of(booking.startsAt(), booking.endsAt(), words.reader(), provider.zone()), clientWhen(booking, words),
                booking.policy().sentence(words.reader().locale()), money(booking, owed, words),
                owed.stream().map(payment -> row(payment, words)).toList(),
                onboarding.stepsOf(subject).stream().map(BookingPages::row).toList(), forms.answers(subject), history.of(booking, words),
                closing, review ? review(closing, sum(booking, owed, Payment::kept), words) : null, possible(booking, review, words),
                operate.instance(booking.processInstanceKey()), booking.creditLot() == null ? null : credit(booking, credits.lot(booking.creditLot())), unfunded(booking, words));
    }

    private Credit credit(Booking booking, CreditLot lot) {
        var from = new PackageSaleId(lot.source());
        var address = packages.find(from).isPresent() ? "/ops/packages/" + from : "/ops/retainers/" + lot.payer();
        var state = credits.holdOf(booking.id().value()).map(hold -> switch (hold.status()) {
            case HELD -> "is held for this session";
            case USED -> "is used";
            case RELEASED -> "went back to its lot";
        }).orElse("");
        return new Credit(lot.name(), lot.sourceReference(), address, state);
    }

    private @Nullable String unfunded(Booking booking, Wording words) {
        return !booking.isUnfunded() ? null : booking.status().ended() && booking.status() != BookingStatus.DELIVERED ? "No credit had paid for it when it ended."
                : forward.paidAt(booking).map(at -> "Unfunded: it will be paid by the retainer’s renewal on %s.".formatted(words.day(at)))
                .orElse("Unfunded: it waits for a credit of the retainer.");
    }

    private static Review review(Closing closing, Money paid, Wording words) {
        var due = closing.fee().minus(paid).atLeastZero();
        return new Review(words.moment(closing.reviewEndsAt()), due.isPositive() && due.isLargeEnoughToCharge() ? words.money(due) : null);
    }

    private Possible possible(Booking booking, boolean review, Wording words) {
        var begun = !words.now().isBefore(booking.startsAt());
        return new Possible(bookings.whyNotMovable(booking, true).isEmpty(), !booking.status().ended(),
                begun && booking.status() == BookingStatus.CONFIRMED, review);
    }

    private static @Nullable When clientWhen(Booking booking, Wording words) {
        var there = booking.clientZone().getRules().getOffset(booking.startsAt());
        return there.equals(words.reader().zone().getRules().getOffset(booking.startsAt())) ? null
                : When.of(booking.startsAt(), booking.endsAt(), words.reader().in(booking.clientZone()), booking.clientZone());
    }

    private List<Figure> money(Booking booking, List<Payment> owed, Wording words) {
        if (booking.price().isZero() && owed.isEmpty()) {
            return List.of();
        }
        var figures = new ArrayList<>(List.of(new Figure("", "Price", null, words.money(booking.price()))));
        add(figures, "", "Collected", sum(booking, owed, Payment::collected), words);
        add(figures, "", "Refunded", sum(booking, owed, Payment::refunded), words);
        add(figures, "", "On its way back", sum(booking, owed, Payment::refunding), words);
        add(figures, "", "Disputed", sum(booking, owed, Payment::disputed), words);
        add(figures, "", "Lost in a dispute", sum(booking, owed, Payment::lost), words);
        figures.add(new Figure("total", "Paid and kept", null, words.money(sum(booking, owed, Payment::inHand))));
        var open = owed.stream().filter(payment -> payment.status() == PaymentStatus.OWED).toList();
        add(figures, "now", "Owed now", sum(booking, open, payment -> payment.amount().minus(payment.collected()).atLeastZero()), words);
        if (booking.status() == BookingStatus.HELD || booking.status() == BookingStatus.CONFIRMED) {
            add(figures, "", "Due after the session", booking.dueLater(), words);
        }
        return figures;
    }

    private static void add(List<Figure> figures, String kind, String label, Money amount, Wording words) {
        if (amount.isPositive()) {
            figures.add(new Figure(kind, label, null, words.money(amount)));
        }
    }

    private static Money sum(Booking booking, List<Payment> payments, Function<Payment, Money> part) {
        return payments.stream().map(part).reduce(Money.zero(booking.price().currency()), Money::plus);
    }

    private static PaymentRow row(Payment payment, Wording words) {
        var back = payment.refunded().plus(payment.refunding());
        return new PaymentRow(payment.id().toString(), payment.reference(), words.purpose(payment.purpose()), words.money(payment.amount()),
                back.isPositive() ? words.money(back) : null, Chip.of(payment.status()));
    }

    private static StepRow row(Step step) {
        var signed = step.kind() == Step.Kind.CONTRACT && step.status() == Step.Status.DONE ? step.id().toString() : null;
        return new StepRow(step.title(), step.kind() == Step.Kind.FORM ? "Form" : "Contract", Chip.of(step.status()), signed);
    }
}
