package dev.upfront.client;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Rows of client.consent, which the database lets nobody change or delete. */
@Repository
class ConsentRepository {

    private final JdbcClient database;

    ConsentRepository(JdbcClient database) {
        this.database = database;
    }

    void add(Consent consent) {
        database.sql("""
                        insert into client.consent (client_id, kind, text, text_sha256, address, user_agent, given_at)
                        values (:client, :kind, :text, :sha256, :address, :userAgent, :givenAt)
                        """)
                .param("client", consent.client().value())
                .param("kind", consent.kind())
                .param("text", consent.text())
                .param("sha256", consent.textSha256())
                .param("address", consent.address())
                .param("userAgent", consent.userAgent())
                .param("givenAt", Timestamp.from(consent.givenAt()))
                .update();
    }

    List<Consent> of(ClientId client) {
        return database.sql("select * from client.consent where client_id = :client order by given_at, id")
                .param("client", client.value())
                .query((row, number) -> consent(client, row)).list();
    }

    /** Latest first. */
    List<Consent> of(ClientId client, Instant until, int limit) {
        return database.sql("select * from client.consent where client_id = :client and given_at <= :until order by given_at desc, id desc limit :limit")
                .param("client", client.value()).param("until", Timestamp.from(until)).param("limit", limit)
                .query((row, number) -> consent(client, row)).list();
    }

    private static Consent consent(ClientId client, ResultSet row) throws SQLException {
        return new Consent(client, row.getString("kind"), row.getString("text"), row.getString("text_sha256"),
                row.getString("address"), row.getString("user_agent"), row.getTimestamp("given_at").toInstant());
    }
}
