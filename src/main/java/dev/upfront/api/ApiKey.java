package dev.upfront.api;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What is known of an API key; the key itself nobody knows but its holder.
 *
 * @param name what it is for, as staff wrote it
 * @param revokedAt when it stopped working; null while it works
 */
public record ApiKey(ApiKeyId id, String name, String createdBy, Instant createdAt, @Nullable String revokedBy, @Nullable Instant revokedAt) {

    public boolean revoked() {
        return revokedAt != null;
    }
}
