package dev.upfront.ops.web;

import dev.upfront.booking.Bookings;
import dev.upfront.credits.CreditLot;
import dev.upfront.credits.Credits;
import dev.upfront.payment.Payment;
import dev.upfront.payment.Payments;
import dev.upfront.payment.Subject;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/**
 * What the entries of the book are about: it knows them by id only, so the rooms are asked, each once for a whole page. A credit lot is shown as what
 * was paid for it.
 */
@Component
public class Subjects {

    private final Payments payments;
    private final Bookings bookings;
    private final Credits credits;

    Subjects(Payments payments, Bookings bookings, Credits credits) {
        this.payments = payments;
        this.credits = credits;
        this.bookings = bookings;
    }

    /** By id; what no room knows is left out. */
    public Map<UUID, Subject> of(Collection<UUID> ids) {
        var known = new HashMap<UUID, Subject>();
        payments.ofSubjects(ids).forEach(payment -> known.put(payment.subject().id(), payment.subject()));
        var unpaid = new HashSet<>(ids);
        unpaid.removeAll(known.keySet());
        var lots = credits.lots(unpaid);
        var sources = payments.ofSubjects(lots.stream().map(CreditLot::source).toList()).stream()
                .collect(Collectors.toMap(payment -> payment.subject().id(), Payment::subject, (one, same) -> one));
        lots.stream().filter(lot -> sources.containsKey(lot.source())).forEach(lot -> known.put(lot.id().value(), sources.get(lot.source())));
        bookings.withIds(unpaid).forEach(booking -> known.put(booking.id().value(), Subject.booking(booking.id().value(), booking.reference())));
        return known;
    }
}
