package dev.upfront.payment;

import java.util.Locale;
import java.util.UUID;

/** What people call a payment or a refund: letters and eight characters of its id. */
final class Reference {

    private static final int LENGTH = 8;

    private Reference() {
    }

    static String of(String letters, UUID id) {
        return letters + "-" + id.toString().substring(0, LENGTH).toUpperCase(Locale.ROOT);
    }
}
