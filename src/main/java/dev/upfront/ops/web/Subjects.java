package dev.upfront.ops.web;

import dev.upfront.booking.Bookings;
import dev.upfront.payment.Payments;
import dev.upfront.payment.Subject;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** What the entries of the book are about: it knows them by id only, so the rooms are asked, each once for a whole page. */
@Component
public class Subjects {

    private final Payments payments;
    private final Bookings bookings;

    Subjects(Payments payments, Bookings bookings) {
        this.payments = payments;
        this.bookings = bookings;
    }

    /** By id; what no room knows is left out. */
    public Map<UUID, Subject> of(Collection<UUID> ids) {
        var known = new HashMap<UUID, Subject>();
        payments.ofSubjects(ids).forEach(payment -> known.put(payment.subject().id(), payment.subject()));
        var unpaid = new HashSet<>(ids);
        unpaid.removeAll(known.keySet());
        bookings.withIds(unpaid).forEach(booking -> known.put(booking.id().value(), Subject.booking(booking.id().value(), booking.reference())));
        return known;
    }
}
