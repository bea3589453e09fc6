package dev.upfront.catalog;

import java.util.regex.Pattern;

/** What the records of this room check about what staff typed; each message is a sentence for them. */
final class Valid {

    /** Something, one @, something: whether mail arrives there is only known once it did. */
    private static final Pattern MAIL = Pattern.compile("[^@\\s]+@[^@\\s]+");

    private Valid() {
    }

    static void that(boolean holds, String sentence) {
        if (!holds) {
            throw new IllegalArgumentException(sentence);
        }
    }

    static void text(String text, String sentence) {
        that(!text.isBlank(), sentence);
    }

    static void mail(String mail, String sentence) {
        that(MAIL.matcher(mail).matches(), sentence);
    }
}
