package dev.upfront.client;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.SqlArrayValue;
import org.springframework.stereotype.Repository;

/** Rows of client.client. Registering is one statement, so that two tabs registering the same mail address make one client. */
@Repository
class ClientRepository {

    private final JdbcClient database;

    ClientRepository(JdbcClient database) {
        this.database = database;
    }

    Client register(ClientId newId, String name, String mail, @Nullable String phone, ZoneId zone, Locale locale) {
        return database.sql("""
                        insert into client.client as existing (id, name, mail, phone, zone, locale)
                        values (:id, :name, :mail, :phone, :zone, :locale)
                        on conflict (lower(mail)) do update
                        set name = case when existing.mail_verified_at is null then excluded.name else existing.name end,
                            mail = case when existing.mail_verified_at is null then excluded.mail else existing.mail end,
                            phone = case when existing.mail_verified_at is null then coalesce(excluded.phone, existing.phone)
                                else coalesce(existing.phone, excluded.phone) end,
                            zone = excluded.zone,
                            locale = excluded.locale
                        returning *
                        """)
                .param("id", newId.value())
                .param("name", name)
                .param("mail", mail)
                .param("phone", phone)
                .param("zone", zone.getId())
                .param("locale", locale.toLanguageTag())
                .query(ClientRepository::client).single();
    }

    Optional<Client> find(ClientId id) {
        return database.sql("select * from client.client where id = :id").param("id", id.value()).query(ClientRepository::client).optional();
    }

    Optional<Client> findByMail(String mail) {
        return database.sql("select * from client.client where lower(mail) = lower(:mail)").param("mail", mail).query(ClientRepository::client).optional();
    }

    List<Client> find(Collection<UUID> ids) {
        return database.sql("select * from client.client where id = any(:ids)").param("ids", new SqlArrayValue("uuid", ids.toArray())).query(ClientRepository::client).list();
    }

    List<Client> search(String text) {
        return database.sql("""
                        select * from client.client
                        where strpos(lower(name), lower(:text)) > 0 or strpos(lower(mail), lower(:text)) > 0
                        order by name, id limit 50
                        """)
                .param("text", text.strip())
                .query(ClientRepository::client).list();
    }

    /** Only the first time counts. */
    void markMailVerified(ClientId id, Instant at) {
        database.sql("update client.client set mail_verified_at = :at where id = :id and mail_verified_at is null")
                .param("id", id.value())
                .param("at", Timestamp.from(at))
                .update();
    }

    private static Client client(ResultSet row, int number) throws SQLException {
        var verified = row.getTimestamp("mail_verified_at");
        return new Client(new ClientId(row.getObject("id", UUID.class)), row.getString("name"), row.getString("mail"), row.getString("phone"),
                ZoneId.of(row.getString("zone")), Locale.forLanguageTag(row.getString("locale")), verified == null ? null : verified.toInstant());
    }
}
