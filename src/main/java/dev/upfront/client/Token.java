package dev.upfront.client;

import java.security.SecureRandom;
import java.util.Base64;

/** Secrets that let a client in: 128 random bits, written as 22 characters of base64url. */
final class Token {

    private static final int BYTES = 16;
    private static final SecureRandom RANDOM = new SecureRandom();

    private Token() {
    }

    static String random() {
        var bits = new byte[BYTES];
        RANDOM.nextBytes(bits);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bits);
    }
}
