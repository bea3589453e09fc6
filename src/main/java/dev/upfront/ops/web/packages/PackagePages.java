package dev.upfront.ops.web.packages;

import dev.upfront.booking.BookingId;
import dev.upfront.booking.Bookings;
import dev.upfront.catalog.Catalog;
import dev.upfront.client.Clients;
import dev.upfront.credits.CreditLot;
import dev.upfront.credits.Credits;
import dev.upfront.credits.Hold;
import dev.upfront.money.Money;
import dev.upfront.onboarding.Onboarding;
import dev.upfront.onboarding.Step;
import dev.upfront.ops.web.Chip;
import dev.upfront.ops.web.Operate;
import dev.upfront.ops.web.Wording;
import dev.upfront.ops.web.Happening;
import dev.upfront.ops.web.booking.History;
import dev.upfront.ops.web.packages.PackagePage.CreditsLeft;
import dev.upfront.ops.web.packages.PackagePage.Figure;
import dev.upfront.ops.web.packages.PackagePage.PaymentRow;
import dev.upfront.ops.web.packages.PackagePage.Possible;
import dev.upfront.ops.web.packages.PackagePage.StepRow;
import dev.upfront.packages.PackageSale;
import dev.upfront.packages.PackageSales;
import dev.upfront.packages.PackageSharing;
import dev.upfront.packages.PackageStatus;
import dev.upfront.payment.Payment;
import dev.upfront.payment.PaymentStatus;
import dev.upfront.payment.Payments;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Gathers from all rooms what staff see of one sold package. */
@Component
class PackagePages {

    private final PackageSales sales;
    private final PackageSharing sharing;
    private final Credits credits;
    private final Catalog catalog;
    private final Clients clients;
    private final Payments payments;
    private final Onboarding onboarding;
    private final Bookings bookings;
    private final History history;
    private final Operate operate;

    PackagePages(PackageSales sales, PackageSharing sharing, Credits credits, Catalog catalog, Clients clients, Payments payments, Onboarding onboarding,
            Bookings bookings, History history, Operate operate) {
        this.sales = sales;
        this.sharing = sharing;
        this.credits = credits;
        this.catalog = catalog;
        this.clients = clients;
        this.payments = payments;
        this.onboarding = onboarding;
        this.bookings = bookings;
        this.history = history;
        this.operate = operate;
    }

    PackagePage of(PackageSale sale, Wording words) {
        var subject = sale.id().value();
        var lot = sales.lot(sale.id()).orElse(null);
        var owed = payments.ofSubject(subject);
        return new PackagePage(sale, Chip.of(sale.status()), clients.client(sale.client()), covers(sale, words),
                words.lastDay(lot == null ? sale.endsAt() : lot.expiresAt()), lot == null ? null : left(lot, words), money(sale, lot, owed, words),
                owed.stream().map(payment -> row(payment, words)).toList(), onboarding.stepsOf(subject).stream().map(PackagePages::row).toList(),
                history.about(subject, ownHappenings(sale, lot, words), words), sharing.sharers(sale.id()), sales.renewalOf(sale.id()).orElse(null),
                possible(sale, lot), operate.instance(sale.processInstanceKey()));
    }

    private static Possible possible(PackageSale sale, @Nullable CreditLot lot) {
        var usable = lot != null && lot.free() > 0;
        return new Possible(usable && sale.status() == PackageStatus.ACTIVE, sale.status() == PackageStatus.REQUESTED, sale.shareable() && lot != null && !lot.finished());
    }

    private List<String> covers(PackageSale sale, Wording words) {
        return sale.covers().stream().map(covered -> words.covered(catalog.offering(covered.offering()).name(),
                new Money(covered.surchargeMinor(), sale.price().currency()))).toList();
    }

    private static CreditsLeft left(CreditLot lot, Wording words) {
        return new CreditsLeft(lot, words.money(lot.pricePerCredit()), words.money(lot.valueLeft()));
    }

    private static List<Figure> money(PackageSale sale, @Nullable CreditLot lot, List<Payment> owed, Wording words) {
        var figures = new ArrayList<>(List.of(new Figure("", "Price", words.money(sale.price()))));
        add(figures, "", "Collected", sum(sale, owed, Payment::collected), words);
        add(figures, "", "Refunded", sum(sale, owed, Payment::refunded), words);
        add(figures, "", "On its way back", sum(sale, owed, Payment::refunding), words);
        add(figures, "", "Disputed", sum(sale, owed, Payment::disputed), words);
        add(figures, "", "Lost in a dispute", sum(sale, owed, Payment::lost), words);
        figures.add(new Figure("total", "Paid and kept", words.money(sum(sale, owed, Payment::inHand))));
        if (lot != null) {
            figures.add(new Figure("", "Unearned", words.money(lot.valueLeft())));
        }
        var open = owed.stream().filter(payment -> payment.status() == PaymentStatus.OWED).toList();
        add(figures, "now", "Owed now", sum(sale, open, payment -> payment.amount().minus(payment.collected()).atLeastZero()), words);
        return figures;
    }

    private static void add(List<Figure> figures, String kind, String label, Money amount, Wording words) {
        if (amount.isPositive()) {
            figures.add(new Figure(kind, label, words.money(amount)));
        }
    }

    private static Money sum(PackageSale sale, List<Payment> payments, Function<Payment, Money> part) {
        return payments.stream().map(part).reduce(Money.zero(sale.price().currency()), Money::plus);
    }

    private static PaymentRow row(Payment payment, Wording words) {
        var back = payment.refunded().plus(payment.refunding());
        return new PaymentRow(payment.id().toString(), payment.reference(), words.purpose(payment.purpose()), words.money(payment.amount()),
                back.isPositive() ? words.money(back) : null, Chip.of(payment.status()));
    }

    private static StepRow row(Step step) {
        return new StepRow(step.title(), Chip.of(step.status()),
                step.kind() == Step.Kind.CONTRACT && step.status() == Step.Status.DONE ? step.id().toString() : null);
    }

    /** What the sale itself tells, and what became of its credits. */
    private List<Happening> ownHappenings(PackageSale sale, @Nullable CreditLot lot, Wording words) {
        var all = new ArrayList<Happening>();
        sales.timeline(sale.id()).forEach(change -> all.add(new Happening(change.at(), "neutral", change.what(), change.by(), null)));
        if (lot != null) {
            credits.holds(lot.id()).forEach(hold -> all.addAll(of(hold, words)));
        }
        return all;
    }

    private List<Happening> of(Hold hold, Wording words) {
        var booking = bookings.booking(new BookingId(hold.booking()));
        var address = "/ops/bookings/" + booking.id();
        var session = "%s, %s (%s)".formatted(booking.offeringName(), words.session(booking), booking.reference());
        var held = new Happening(hold.heldAt(), "neutral", "A credit is held for " + session, booking.clientName(), address);
        if (hold.settledAt() == null) {
            return List.of(held);
        }
        return List.of(held, hold.status() == Hold.Status.USED
                ? new Happening(hold.settledAt(), "done", "The credit is used: " + session, null, address)
                : new Happening(hold.settledAt(), "neutral", "The credit came back: " + session, null, address));
    }
}
