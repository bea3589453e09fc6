package dev.upfront.api;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** The door to API keys. A key is "upk_" and 192 random bits; the database knows only its SHA-256. */
@Service
@Transactional
public class ApiKeys {

    private static final String PREFIX = "upk_";
    private static final int RANDOM_BYTES = 24;
    private static final Pattern SHAPE = Pattern.compile("upk_[A-Za-z0-9_-]{32}");

    private final SecureRandom random = new SecureRandom();
    private final JdbcClient jdbc;
    private final InstantSource clock;

    ApiKeys(JdbcClient jdbc, InstantSource clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /**
     * Makes a key and returns it: the only time that anyone can know it.
     *
     * @param name what it is for
     * @param by the staff member who makes it
     * @throws IllegalArgumentException with a sentence for the person who typed it
     */
    public String create(String name, String by) {
        if (name.isBlank()) {
            throw new IllegalArgumentException("Please say what the key is for, such as the name of the system that will use it.");
        }
        var bits = new byte[RANDOM_BYTES];
        random.nextBytes(bits);
        var key = PREFIX + Base64.getUrlEncoder().withoutPadding().encodeToString(bits);
        jdbc.sql("insert into api.api_key (id, name, key_sha256, created_by, created_at) values (?, ?, ?, ?, ?)")
                .params(ApiKeyId.next().value(), name.strip(), hash(key), by, Timestamp.from(clock.instant()))
                .update();
        return key;
    }

    /** All keys, the revoked ones too; newest first. */
    @Transactional(readOnly = true)
    public List<ApiKey> list() {
        return jdbc.sql("select * from api.api_key order by created_at desc, id").query(ApiKeys::read).list();
    }

    /** Makes a key useless from now on. A repeat, or an unknown key, changes nothing. */
    public void revoke(ApiKeyId id, String by) {
        jdbc.sql("update api.api_key set revoked_by = ?, revoked_at = ? where id = ? and revoked_at is null")
                .params(by, Timestamp.from(clock.instant()), id.value())
                .update();
    }

    /** What that key is; nothing if it is unknown or revoked. What does not look like a key is not looked up. */
    @Transactional(readOnly = true)
    public Optional<ApiKey> open(String key) {
        if (!SHAPE.matcher(key).matches()) {
            return Optional.empty();
        }
        return jdbc.sql("select * from api.api_key where key_sha256 = ? and revoked_at is null").param(hash(key)).query(ApiKeys::read).optional();
    }

    private static byte[] hash(String key) {
        return Sha256.of(key.getBytes(StandardCharsets.US_ASCII));
    }

    private static ApiKey read(ResultSet row, int number) throws SQLException {
        return new ApiKey(new ApiKeyId(row.getObject("id", UUID.class)), row.getString("name"), row.getString("created_by"),
                row.getTimestamp("created_at").toInstant(), row.getString("revoked_by"), instant(row.getTimestamp("revoked_at")));
    }

    private static @Nullable Instant instant(@Nullable Timestamp timestamp) {
        return timestamp == null ? null : timestamp.toInstant();
    }
}
