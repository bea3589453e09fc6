package dev.upfront.retainer;

import dev.upfront.client.ClientId;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Finds retainers for lists, and what happened to them, in one question however many there are. */
@Service
@Transactional(readOnly = true)
public class RetainerList {

    private static final String NOT_PAID = "exists (select from retainer.period p where p.retainer = r.id and (p.status = 'UNPAID' or p.status = 'DUE' and p.number > 1))";

    private final JdbcClient database;

    RetainerList(JdbcClient database) {
        this.database = database;
    }

    /** Where one stands, as people ask for it. */
    public enum Standing {
        /** Contract, card or the first payment are still asked for. */
        BEGINNING("r.status = 'AGREED' and r.cancelled_at is null or r.status = 'ACTIVE' and not exists (select from retainer.period p where p.retainer = r.id and p.status = 'PAID') and not " + NOT_PAID),
        TRIAL("r.status = 'TRIAL' and r.cancelled_at is null"),
        RUNNING("r.status = 'ACTIVE' and r.cancelled_at is null and exists (select from retainer.period p where p.retainer = r.id and p.status = 'PAID') and not " + NOT_PAID),
        PAUSED("r.status = 'PAUSED' and r.cancelled_at is null"),
        /** A period after the first is due or was not paid. */
        UNPAID("r.status <> 'ENDED' and r.cancelled_at is null and " + NOT_PAID),
        /** Cancelled, and still there until the end of what is paid. */
        ENDING("r.status <> 'ENDED' and r.cancelled_at is not null"),
        ENDED("r.status = 'ENDED'");

        private final String condition;

        Standing(String condition) {
            this.condition = condition;
        }
    }

    /**
     * A retainer in a list.
     *
     * @param name of the plan that is in force
     */
    public record Listed(RetainerId id, String reference, UUID client, String name, Standing standing, Instant agreedAt) {}

    /** What happened to a retainer. */
    public record Happened(RetainerId retainer, String reference, Change change) {}

    /**
     * Latest first.
     *
     * @param standings only these; all when empty
     * @param reference only those whose reference contains it, or whose client is among the clients; all when there are neither
     */
    public List<Listed> list(List<Standing> standings, String reference, List<ClientId> clients, int skip, int limit) {
        var wanted = standings.isEmpty() ? List.of(Standing.values()) : standings;
        return database.sql("""
                        select * from (select r.id, r.reference, r.client, r.agreed_at, %s as standing,
                            (select a.name from retainer.agreed_terms a where a.retainer = r.id and a.from_period <= greatest(1, r.periods) order by a.from_period desc, a.id desc limit 1) as name
                            from retainer.retainer r) l
                        where l.standing = any(:standings) and (:searched = '' and cardinality(:clients) = 0 or :searched <> '' and l.reference ilike '%%' || :searched || '%%' or l.client = any(:clients))
                        order by l.agreed_at desc, l.id limit :limit offset :skip""".formatted(standing()))
                .param("standings", wanted.stream().map(Enum::name).toArray(String[]::new)).param("searched", reference.strip())
                .param("clients", clients.stream().map(ClientId::value).toArray(UUID[]::new)).param("limit", limit).param("skip", skip)
                .query((row, number) -> new Listed(new RetainerId(row.getObject("id", UUID.class)), row.getString("reference"), row.getObject("client", UUID.class),
                        row.getString("name"), Standing.valueOf(row.getString("standing")), row.getTimestamp("agreed_at").toInstant())).list();
    }

    /** How many of them a card did not pay. */
    public int unpaid() {
        return database.sql("select count(*) from retainer.retainer r where " + Standing.UNPAID.condition).query(Integer.class).single();
    }

    /** Of every retainer of the client, and of its periods. */
    public List<UUID> ids(ClientId client) {
        return database.sql("select id from retainer.retainer where client = :client union all select p.id from retainer.period p join retainer.retainer r on r.id = p.retainer where r.client = :client")
                .param("client", client.value()).query(UUID.class).list();
    }

    /** To all retainers of the client, until that instant, latest first. */
    public List<Happened> happened(ClientId client, Instant until, int limit) {
        return database.sql("""
                        select r.id, r.reference, c.at, c.what, c.by_whom from retainer.retainer r join retainer.change c on c.retainer = r.id
                        where r.client = :client and c.at <= :until order by c.at desc, c.id desc limit :limit""")
                .param("client", client.value()).param("until", Timestamp.from(until)).param("limit", limit)
                .query((row, number) -> new Happened(new RetainerId(row.getObject("id", UUID.class)), row.getString("reference"),
                        new Change(row.getTimestamp("at").toInstant(), row.getString("what"), row.getString("by_whom")))).list();
    }

    private static String standing() {
        var cases = new StringBuilder("case");
        for (var standing : Standing.values()) {
            cases.append(" when ").append(standing.condition).append(" then '").append(standing.name()).append("'");
        }
        return cases.append(" end").toString();
    }
}
