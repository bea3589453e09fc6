package dev.upfront.payment;

import java.util.UUID;

/** What people call a booking, a payment or a refund: letters, and eight characters that can be read out on the phone, made of its random id. */
public final class Reference {

    /** Crockford's base 32: no I, L, O or U, so nothing is mistaken (https://www.crockford.com/base32.html). */
    private static final char[] LETTERS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ".toCharArray();
    private static final int LENGTH = 8;

    private Reference() {
    }

    /** @param letters what it is of, such as "PAY" */
    public static String of(String letters, UUID id) {
        // The low half of a version 4 UUID starts with two fixed bits: the last 40 of its bits are all random (RFC 9562, 5.4).
        var random = id.getLeastSignificantBits();
        var reference = new StringBuilder(letters).append('-');
        for (var i = 0; i < LENGTH; i++) {
            reference.append(LETTERS[(int) (random & 31)]);
            random >>>= 5;
        }
        return reference.toString();
    }
}
