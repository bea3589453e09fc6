package dev.upfront.notification;

import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A finished mail.
 *
 * @param kind such as "booking.confirmation"
 * @param subject what it is about: a booking, a payment …
 * @param discriminator with kind and subject it makes the mail unique: "" or, say, the id of a move
 * @param recipient one mail address
 * @param title the subject line
 * @param text the text part; {@code {link}} stands where the link goes
 * @param html the HTML part; {@code {link}} stands where the link goes
 * @param link an absolute address, or null; kept only until the mail is sent
 */
public record Mail(String kind, UUID subject, String discriminator, String recipient, String title, String text, String html,
                   @Nullable String link, List<Attachment> attachments) {
}
