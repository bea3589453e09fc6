package dev.upfront.ops.web;

import dev.upfront.payment.Subject;

/**
 * Where the console shows what a payment is for.
 *
 * @param word what sort of thing it is, such as "Booking"
 */
public record SubjectLink(String word, String address) {

    public static SubjectLink of(Subject subject) {
        return switch (subject.kind()) {
            case BOOKING -> new SubjectLink("Booking", "/ops/bookings/" + subject.id());
            case PACKAGE -> new SubjectLink("Package", "/ops/packages/" + subject.id());
            case RETAINER -> new SubjectLink("Retainer", "/ops/retainers/" + subject.payer());
        };
    }
}
