package dev.upfront.payment;

import dev.upfront.client.ClientId;
import java.net.URI;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The tries to keep a card, as they stand in the database. */
@Component
class CardSetupTries {

    private final JdbcClient database;

    CardSetupTries(JdbcClient database) {
        this.database = database;
    }

    Optional<CardSetupTry> find(UUID id) {
        return database.sql("select * from payment.card_setup where id = :id").param("id", id).query(CardSetupTries::row).optional();
    }

    Optional<CardSetupTry> ofSession(String session) {
        return database.sql("select * from payment.card_setup where session = :session").param("session", session).query(CardSetupTries::row).optional();
    }

    Optional<CardSetupTry> live(UUID payer) {
        return database.sql("select * from payment.card_setup where payer = :payer and status in ('CREATED', 'OPEN')").param("payer", payer)
                .query(CardSetupTries::row).optional();
    }

    /** Writes one, unless one of that payer is live. */
    void begin(UUID payer, ClientId client, String customer, URI returnTo, Instant now, Duration lasts, Duration firstCheck) {
        database.sql("""
                        insert into payment.card_setup (id, payer, client, customer, return_to, status, expires_at, sent_count, created_at, next_check_at, checks)
                        values (:id, :payer, :client, :customer, :returnTo, 'CREATED', :expires, 0, :now, :check, 0) on conflict do nothing""")
                .param("id", CardSetupId.next().value()).param("payer", payer).param("client", client.value()).param("customer", customer).param("returnTo", returnTo.toString())
                .param("expires", Timestamp.from(now.plus(lasts))).param("now", Timestamp.from(now)).param("check", Timestamp.from(now.plus(firstCheck))).update();
    }

    /** Notes that it is about to be sent. @return how often it was, this time included */
    int sending(UUID id) {
        return database.sql("update payment.card_setup set sent_count = sent_count + 1 where id = :id returning sent_count").param("id", id).query(Integer.class).single();
    }

    /** @return whether it was live; another answer came first otherwise, and stays */
    boolean opened(UUID id, String session, URI page) {
        return database.sql("update payment.card_setup set status = 'OPEN', session = :session, page_address = :page where id = :id and status in ('CREATED', 'OPEN')")
                .param("session", session).param("page", page.toString()).param("id", id).update() == 1;
    }

    /** @return whether it was live, as with {@link #opened} */
    boolean kept(UUID id, String session, Instant now) {
        return database.sql("update payment.card_setup set status = 'KEPT', session = :session, settled_at = :now where id = :id and status in ('CREATED', 'OPEN')")
                .param("session", session).param("now", Timestamp.from(now)).param("id", id).update() == 1;
    }

    void ended(UUID id, String why, Instant now) {
        database.sql("update payment.card_setup set status = 'ENDED', why = :why, settled_at = :now where id = :id and status in ('CREATED', 'OPEN')")
                .param("why", why).param("now", Timestamp.from(now)).param("id", id).update();
    }

    private static CardSetupTry row(ResultSet row, int number) throws SQLException {
        var page = row.getString("page_address");
        return new CardSetupTry(row.getObject("id", UUID.class), row.getObject("payer", UUID.class), new ClientId(row.getObject("client", UUID.class)), row.getString("customer"),
                row.getString("return_to"), CardSetupTry.Status.valueOf(row.getString("status")), row.getString("session"), page == null ? null : URI.create(page),
                row.getTimestamp("expires_at").toInstant(), row.getInt("sent_count"), row.getTimestamp("created_at").toInstant());
    }
}
