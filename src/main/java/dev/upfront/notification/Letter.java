package dev.upfront.notification;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A mail to be written from a template. The kind names it: "payment.receipt" stands in {@code templates/payment/mail/receipt.html}. The template's
 * {@code <title>} becomes the subject line, and the text part is made from what the HTML part says.
 *
 * @param subject what it is about: a booking, a payment …
 * @param discriminator "" for a mail that is written once per subject, else what tells this one from the others of its kind
 * @param link where the mail's button leads, an absolute address; kept only until the mail is sent
 * @param words the template's variables; "practice" and "link" are always there
 */
public record Letter(String kind, UUID subject, String discriminator, String recipient, Locale locale, @Nullable String link,
                     Map<String, ?> words, List<Attachment> attachments) {
}
