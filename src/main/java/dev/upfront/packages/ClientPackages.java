package dev.upfront.packages;

import dev.upfront.client.ClientId;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** What happened to the packages of one client, in one question however many there are. */
@Service
@Transactional(readOnly = true)
public class ClientPackages {

    private final JdbcClient database;

    ClientPackages(JdbcClient database) {
        this.database = database;
    }

    /** What happened to a package. */
    public record Happened(PackageSaleId sale, String reference, String name, Change change) {
    }

    /** Of every package ever sold to the client. */
    public List<UUID> ids(ClientId client) {
        return database.sql("select id from packages.sale where client_id = :client").param("client", client.value()).query(UUID.class).list();
    }

    /** Until that instant, latest first. */
    public List<Happened> happened(ClientId client, Instant until, int limit) {
        return database.sql("""
                        select s.id, s.reference, s.name, c.at, c.what, c.by_whom from packages.sale s join packages.change c on c.sale = s.id
                        where s.client_id = :client and c.at <= :until order by c.at desc, c.id desc limit :limit""")
                .param("client", client.value()).param("until", Timestamp.from(until)).param("limit", limit)
                .query((row, number) -> new Happened(new PackageSaleId(row.getObject("id", UUID.class)), row.getString("reference"), row.getString("name"),
                        new Change(row.getTimestamp("at").toInstant(), row.getString("what"), row.getString("by_whom")))).list();
    }
}
