package dev.upfront.client;

import java.time.Instant;
import java.time.ZoneId;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A person who books.
 *
 * @param mail           as the client last wrote it; no two clients have the same one, whatever the case of its letters
 * @param zone           the zone in which the client reads times
 * @param locale         how the client reads amounts and dates
 * @param mailVerifiedAt when the client first opened a link that only went to this address; null before
 */
public record Client(ClientId id, String name, String mail, @Nullable String phone, ZoneId zone, Locale locale, @Nullable Instant mailVerifiedAt) {
}
