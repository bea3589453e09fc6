package dev.upfront.client;

import java.sql.Timestamp;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Rows of client.link, found by the hash of their token. */
@Repository
class LinkRepository {

    private final JdbcClient database;

    LinkRepository(JdbcClient database) {
        this.database = database;
    }

    void add(byte[] tokenSha256, Link link, Instant issuedAt, Instant expiresAt) {
        database.sql("""
                        insert into client.link (token_sha256, client_id, subject, channel, issued_at, expires_at)
                        values (:token, :client, :subject, :channel, :issuedAt, :expiresAt)
                        """)
                .param("token", tokenSha256)
                .param("client", link.client().value())
                .param("subject", link.subject())
                .param("channel", link.channel().name())
                .param("issuedAt", Timestamp.from(issuedAt))
                .param("expiresAt", Timestamp.from(expiresAt))
                .update();
    }

    /** The link with that token, unless it was revoked or has expired by then. */
    Optional<Link> find(byte[] tokenSha256, Instant now) {
        return database.sql("""
                        select client_id, subject, channel from client.link
                        where token_sha256 = :token and revoked_at is null and expires_at > :now
                        """)
                .param("token", tokenSha256)
                .param("now", Timestamp.from(now))
                .query((row, number) -> new Link(new ClientId(row.getObject("client_id", UUID.class)), row.getObject("subject", UUID.class),
                        Channel.valueOf(row.getString("channel"))))
                .optional();
    }

    void revoke(UUID subject, Instant at) {
        database.sql("update client.link set revoked_at = :at where subject = :subject and revoked_at is null")
                .param("subject", subject)
                .param("at", Timestamp.from(at))
                .update();
    }
}
