package dev.upfront.notification;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A mail as timelines show it.
 *
 * @param sentAt null while it waits to be sent
 * @param problem why the last try to send it failed, or null
 */
public record SentMail(String kind, String recipient, String title, Instant writtenAt, @Nullable Instant sentAt, @Nullable String problem) {
}
