package dev.upfront.portal.web;

import dev.upfront.catalog.Catalog;
import dev.upfront.catalog.Packages;
import dev.upfront.catalog.PackageOffer;
import dev.upfront.credits.Covered;
import dev.upfront.credits.CreditLot;
import dev.upfront.money.Money;
import dev.upfront.packages.PackageSale;
import dev.upfront.packages.PackageStatus;
import dev.upfront.payment.Payment;
import dev.upfront.payment.Payments;
import dev.upfront.portal.CurrentStep;
import dev.upfront.portal.PackageVisit;
import dev.upfront.portal.Reader;
import dev.upfront.portal.web.StateView.CreditsLeft;
import dev.upfront.portal.web.StateView.Pay;
import dev.upfront.portal.web.StateView.Told;
import dev.upfront.portal.web.StateView.Wait;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Says where a package stands: what is left of it, until when, and what can be done with it. */
@Component
public class PackageWords {

    private final Catalog catalog;
    private final Packages packages;
    private final Payments payments;

    PackageWords(Catalog catalog, Packages packages, Payments payments) {
        this.catalog = catalog;
        this.packages = packages;
        this.payments = payments;
    }

    StateView of(PackageVisit visit, Reader reader) {
        return switch (visit.current()) {
            case CurrentStep.Wait(var reason) -> waiting(reason);
            case CurrentStep.Pay(var id) -> pay(visit, visit.payment(id), reader);
            case CurrentStep.PackageActive active -> left(visit, reader);
            case CurrentStep.PackageEnded(var how) -> ended(visit, how, reader);
            default -> throw new IllegalArgumentException("No state of a package: " + visit.current());
        };
    }

    private static Wait waiting(CurrentStep.Reason reason) {
        return switch (reason) {
            case CHARGE -> new Wait("Your card is being charged", "You renewed the package; there is nothing more to do.", "This usually takes a few seconds. The page moves on by itself.");
            case CONFIRMATION -> new Wait("Your payment has arrived", "Your sessions are being made ready. Please do not pay again.", "This usually takes less than a second. The page moves on by itself.");
            case NEXT_STEP -> new Wait("One moment", "The next step is being prepared.", "This usually takes less than a second. The page moves on by itself; nothing is charged meanwhile.");
        };
    }

    /** The sentence by which a client lets the practice keep the card. */
    String keepCardConsent() {
        return "By continuing you let %s keep this card at Stripe, so that you can renew the package with one tap. Nothing is charged without your tap.".formatted(catalog.practice().name());
    }

    /** What a credit pays for, such as "Coaching session, or Career check with €60.00 on top". */
    String covers(List<Covered> covers, Money price, Reader reader) {
        return covers.stream().map(covered -> catalog.offering(covered.offering()).name()
                        + (covered.surchargeMinor() == 0 ? "" : " with %s on top".formatted(reader.money(new Money(covered.surchargeMinor(), price.currency())))))
                .collect(Collectors.joining(", or "));
    }

    /** Such as "until 31 March 2027", or "without an end". */
    public String until(@Nullable Instant end, Reader reader) {
        return end == null ? "without an end" : "until " + reader.in(catalog.practice().zone()).dateWithYear(end.minusSeconds(1));
    }

    private Pay pay(PackageVisit visit, Payment payment, Reader reader) {
        return new Pay(payment.id().toString(), "Pay for the package", "Your %d sessions are ready as soon as this is paid.".formatted(visit.sale().credits()),
                reader.money(payment.amount()), null, null, keepCardConsent());
    }

    /** What is left of one that is paid, and what can be done with it. */
    public CreditsLeft left(PackageVisit visit, Reader reader) {
        return active(visit, Objects.requireNonNull(visit.lot()), reader);
    }

    /** How one that has ended did so, in a sentence or two. */
    public static String end(PackageVisit visit) {
        return String.join(" ", endedSentences(visit, visit.sale().status()));
    }

    private CreditsLeft active(PackageVisit visit, CreditLot lot, Reader reader) {
        var sale = visit.sale();
        var lead = lot.free() == 0 ? "Every session of it is booked or used." : "Book them for sessions %s.".formatted(until(lot.expiresAt(), reader));
        var book = lot.free() == 0 ? List.<StateView.Way>of() : sale.covers().stream().map(covered -> way(covered, sale, reader)).filter(Objects::nonNull).toList();
        return new CreditsLeft(title(lot), lead, lot.bought(), lot.free(), lot.held(), lot.used(), lot.expired() + lot.refunded(), book, renewal(visit, reader), renewed(visit));
    }

    /** Such as "3 sessions are left". */
    public static String title(CreditLot lot) {
        return lot.free() == 1 ? "One session is left" : lot.free() == 0 ? "No session is left" : "%d sessions are left".formatted(lot.free());
    }

    private StateView.@Nullable Way way(Covered covered, PackageSale sale, Reader reader) {
        var offering = catalog.offering(covered.offering());
        var more = covered.surchargeMinor() == 0 ? null : "and %s".formatted(reader.money(new Money(covered.surchargeMinor(), sale.price().currency())));
        return offering.active() ? new StateView.Way("/book/" + offering.slug(), "Book " + offering.name(), more) : null;
    }

    private static List<String> endedSentences(PackageVisit visit, PackageStatus how) {
        var sentences = new ArrayList<String>();
        var lot = visit.lot();
        switch (how) {
            case USED_UP -> sentences.add("You have used all %d sessions of it.".formatted(visit.sale().credits()));
            case EXPIRED -> sentences.add("Its time is over: %d of %d sessions were used.".formatted(lot == null ? 0 : lot.used(), visit.sale().credits()));
            case REFUNDED -> {
                sentences.add("%s refunded. Banks usually take 5 to 10 days to show it.".formatted(wereOf(lot == null ? 0 : lot.refunded())));
                if (lot != null && lot.expired() > 0) {
                    sentences.add("%s not used in time and can’t be refunded.".formatted(wereOf(lot.expired())));
                }
            }
            case LAPSED -> sentences.add("It was not paid in time, so nothing was bought. You owe nothing; money that came all the same goes back.");
            default -> sentences.add("You have not bought it, and nothing is charged. Should a payment have been on its way, it goes back to your card by itself.");
        }
        return sentences;
    }

    private Told ended(PackageVisit visit, PackageStatus how, Reader reader) {
        var sentences = endedSentences(visit, how);
        var offer = packages.offer(visit.sale().offer());
        var renewed = renewed(visit);
        if (renewed != null) {
            sentences.add("You have renewed it already.");
        }
        var title = switch (how) {
            case USED_UP -> "Your package is used up";
            case EXPIRED -> "Your package has ended";
            case REFUNDED -> "Your package was refunded";
            case LAPSED -> "This package was not paid";
            default -> "This package was not bought";
        };
        var done = how == PackageStatus.USED_UP || how == PackageStatus.REFUNDED ? "done" : "neutral";
        return new Told(done, title, sentences, null, packages.isOnSale(offer) ? "/packages/" + offer.slug() : "/", renewal(visit, reader));
    }

    private static String wereOf(int sessions) {
        return sessions == 1 ? "One unused session was" : sessions + " unused sessions were";
    }

    private StateView.@Nullable Renewal renewal(PackageVisit visit, Reader reader) {
        var offer = packages.offer(visit.sale().offer());
        var never = visit.sale().status() == PackageStatus.LAPSED || visit.sale().status() == PackageStatus.CANCELLED;
        if (visit.renewal() != null || never || !packages.isOnSale(offer)) {
            return null;
        }
        return payments.cardOnFile(visit.sale().subject().payer()).map(card -> renewal(offer, "It is charged to your %s now.".formatted(card), reader))
                .orElseGet(() -> renewal(offer, "You pay it on Stripe’s page.", reader));
    }

    private StateView.Renewal renewal(PackageOffer offer, String how, Reader reader) {
        return new StateView.Renewal("%d sessions for %s".formatted(offer.credits(), reader.money(offer.price())), until(packages.endOf(offer), reader), how,
                offer.version());
    }

    private static @Nullable String renewed(PackageVisit visit) {
        return visit.renewal() == null ? null : visit.renewal().reference();
    }
}
