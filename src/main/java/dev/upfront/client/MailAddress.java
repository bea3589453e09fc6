package dev.upfront.client;

import java.util.regex.Pattern;

/** What counts as a mail address: something, one @, something. Whether mail arrives is known when a link in it was opened. */
final class MailAddress {

    private static final Pattern SHAPE = Pattern.compile("[^@\\s]+@[^@\\s]+");

    private MailAddress() {
    }

    /** @throws IllegalArgumentException with a sentence for the person who typed it */
    static String checked(String typed) {
        var mail = typed.strip();
        if (mail.length() > 254 || !SHAPE.matcher(mail).matches()) {
            throw new IllegalArgumentException("That is not a mail address: it needs a name, an @ and a domain, such as ada@example.org.");
        }
        return mail;
    }
}
