package dev.upfront.client;

import java.time.Instant;

/**
 * What a client agreed to, word for word; never changed or deleted.
 *
 * @param kind       what it is about, such as "card.keep" or "contract.electronic"
 * @param text       the exact text the client saw
 * @param textSha256 of the text's UTF-8 bytes, in lower-case hexadecimal
 * @param address    the network address it came from
 * @param userAgent  what the browser said it was
 */
public record Consent(ClientId client, String kind, String text, String textSha256, String address, String userAgent, Instant givenAt) {
}
