package dev.upfront.client;

import java.sql.Timestamp;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Rows of client.sign_in_link and client.sign_in, found by the hash of their token. */
@Repository
class SignInRepository {

    private final JdbcClient database;

    SignInRepository(JdbcClient database) {
        this.database = database;
    }

    void addLink(byte[] tokenSha256, ClientId client, Instant issuedAt, Instant expiresAt) {
        database.sql("insert into client.sign_in_link (token_sha256, client_id, issued_at, expires_at) values (:token, :client, :issuedAt, :expiresAt)")
                .param("token", tokenSha256)
                .param("client", client.value())
                .param("issuedAt", Timestamp.from(issuedAt))
                .param("expiresAt", Timestamp.from(expiresAt))
                .update();
    }

    boolean isGoodLink(byte[] tokenSha256, Instant now) {
        return database.sql("select exists (select from client.sign_in_link where token_sha256 = :token and ended_at is null and expires_at > :now)")
                .param("token", tokenSha256)
                .param("now", Timestamp.from(now))
                .query(Boolean.class).single();
    }

    /** Whose link it was; of two at the same moment, one gets nothing. */
    Optional<ClientId> useLink(byte[] tokenSha256, Instant now) {
        return database.sql("""
                        update client.sign_in_link set ended_at = :now
                        where token_sha256 = :token and ended_at is null and expires_at > :now
                        returning client_id
                        """)
                .param("token", tokenSha256)
                .param("now", Timestamp.from(now))
                .query(UUID.class).optional().map(ClientId::new);
    }

    void begin(byte[] tokenSha256, ClientId client, Instant now, Instant expiresAt) {
        database.sql("insert into client.sign_in (token_sha256, client_id, began_at, expires_at) values (:token, :client, :now, :expiresAt)")
                .param("token", tokenSha256)
                .param("client", client.value())
                .param("now", Timestamp.from(now))
                .param("expiresAt", Timestamp.from(expiresAt))
                .update();
    }

    Optional<ClientId> signedIn(byte[] tokenSha256, Instant now) {
        return database.sql("select client_id from client.sign_in where token_sha256 = :token and ended_at is null and expires_at > :now")
                .param("token", tokenSha256)
                .param("now", Timestamp.from(now))
                .query(UUID.class).optional().map(ClientId::new);
    }

    void end(byte[] tokenSha256, Instant now) {
        database.sql("update client.sign_in set ended_at = :now where token_sha256 = :token and ended_at is null")
                .param("token", tokenSha256)
                .param("now", Timestamp.from(now))
                .update();
    }

    /** And with them the links that were handed to browsers; those in mails stay good. */
    void endAll(ClientId client, Instant now) {
        database.sql("""
                        with unused as (update client.sign_in_link set ended_at = :now where client_id = :client and ended_at is null),
                             opened as (update client.link set revoked_at = :now where client_id = :client and channel = 'BROWSER' and revoked_at is null)
                        update client.sign_in set ended_at = :now where client_id = :client and ended_at is null
                        """)
                .param("client", client.value())
                .param("now", Timestamp.from(now))
                .update();
    }
}
