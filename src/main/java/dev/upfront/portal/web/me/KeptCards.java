package dev.upfront.portal.web.me;

import dev.upfront.booking.BookingId;
import dev.upfront.booking.BookingStatus;
import dev.upfront.booking.Bookings;
import dev.upfront.payment.CardOnFile;
import dev.upfront.payment.ClientPayments;
import dev.upfront.payment.Payment;
import dev.upfront.payment.Subject;
import dev.upfront.retainer.RetainerId;
import dev.upfront.retainer.Retainers;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The cards a client let the practice keep, each once, with what each is kept for. The one place where the client's pages speak of cards to the payment room. */
@Component
class KeptCards {

    /**
     * @param id one of those for whom it is kept: by it the card is named in addresses
     * @param payers all for whom it is kept, latest first
     */
    record KeptCard(UUID id, CardOnFile card, List<UUID> payers) {}

    private final ClientPayments payments;
    private final Bookings bookings;
    private final Retainers retainers;
    private final Debts debts;

    KeptCards(ClientPayments payments, Bookings bookings, Retainers retainers, Debts debts) {
        this.payments = payments;
        this.bookings = bookings;
        this.retainers = retainers;
        this.debts = debts;
    }

    List<KeptCard> of(SignedIn who) {
        var cards = new LinkedHashMap<CardOnFile, List<UUID>>();
        payments.cards(who.client().id()).forEach(kept -> cards.computeIfAbsent(kept.card(), first -> new ArrayList<>()).add(kept.payer()));
        return cards.entrySet().stream().map(card -> new KeptCard(card.getValue().getFirst(), card.getKey(), card.getValue())).toList();
    }

    Optional<KeptCard> find(UUID id, SignedIn who) {
        return of(who).stream().filter(kept -> kept.payers().contains(id)).findFirst();
    }

    /** What each is kept for, in the words of what was paid for, such as "Coaching session (UP-7K3MQ9X2)". */
    List<String> keptFor(KeptCard kept, SignedIn who) {
        var latest = latestByPayer(who);
        return kept.payers().stream().filter(latest::containsKey).map(payer -> latest.get(payer).description()).distinct().toList();
    }

    /** What it means for the client's money that the card is kept no longer; a sentence for each thing it would have paid. */
    List<String> consequences(KeptCard kept, SignedIn who) {
        var latest = latestByPayer(who);
        var now = Debts.among(payments.of(who.client().id())).stream().filter(debt -> debts.isOwed(debt) && kept.payers().contains(debt.subject().payer()))
                .map(debt -> "%s for %s is owed now. It is no longer collected from this card, unless that has begun already; please pay it on its page."
                        .formatted(who.reader().money(Debts.open(debt)), debt.description()));
        var later = kept.payers().stream().flatMap(payer -> later(payer, latest.get(payer), who).stream());
        return Stream.concat(now, later).toList();
    }

    /** @param latest what was paid for that payer last; null while nothing was, as in the trial of a retainer */
    private Optional<String> later(UUID payer, @Nullable Payment latest, SignedIn who) {
        var retainer = new RetainerId(payer);
        if (retainers.exists(retainer)) {
            return renewal(retainer, who);
        }
        if (latest == null) {
            return Optional.empty();
        }
        if (latest.subject().kind() == Subject.Kind.PACKAGE) {
            return Optional.of("Nothing becomes due by itself for %s. If you renew it, you pay that on Stripe’s page.".formatted(latest.description()));
        }
        var booking = bookings.booking(new BookingId(latest.subject().id()));
        var isToCome = booking.status() == BookingStatus.HELD || booking.status() == BookingStatus.CONFIRMED;
        return isToCome && booking.dueLater().isPositive() ? Optional.of("After the session on %s, %s is due. You get a link by mail to pay it yourself."
                .formatted(who.reader().day(booking.startsAt()), who.reader().money(booking.dueLater()))) : Optional.empty();
    }

    private Optional<String> renewal(RetainerId id, SignedIn who) {
        var retainer = retainers.retainer(id);
        var ahead = retainers.termsAhead(id);
        return retainers.nextChargeAt(id).map(at -> "%s for %s (%s) is due on %s. It is then not charged by itself: you get a link by mail to pay it, and the retainer ends when that is not paid."
                .formatted(who.reader().money(retainer.nextCharge(ahead.terms())), ahead.name(), retainer.reference(), who.reader().dateWithYear(at)));
    }

    void remove(KeptCard kept, SignedIn who) {
        payments.removeCard(who.client().id(), kept.card());
    }

    private Map<UUID, Payment> latestByPayer(SignedIn who) {
        var latest = new LinkedHashMap<UUID, Payment>();
        payments.of(who.client().id()).forEach(payment -> latest.put(payment.subject().payer(), payment));
        return latest;
    }
}
