package dev.upfront.booking;

/** There is no such booking. */
public class BookingUnknown extends RuntimeException {
    BookingUnknown(String reference) {
        super("There is no booking " + reference);
    }
}
