package dev.upfront.ops.web.ledger;

import java.util.Locale;

/** What caused an entry of the book, as people read it. */
final class Causes {

    private Causes() {
    }

    /** "payment.writtenOff" becomes "Payment written off". */
    static String words(String cause) {
        var words = cause.replace('.', ' ').replaceAll("(?<=[a-z])(?=[A-Z])", " ").toLowerCase(Locale.ROOT);
        return words.isEmpty() ? words : Character.toUpperCase(words.charAt(0)) + words.substring(1);
    }
}
