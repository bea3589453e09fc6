package dev.upfront.dispute;

import java.sql.Timestamp;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** What happened to disputes, line by line; written with the change itself. */
@Repository("disputeTimeline")
class Timeline {

    static final String FLOW = "flow";
    static final String BANK = "the client's bank";

    private final JdbcClient database;
    private final InstantSource clock;

    Timeline(JdbcClient database, InstantSource clock) {
        this.database = database;
        this.clock = clock;
    }

    void add(DisputeId dispute, String what, String by) {
        database.sql("insert into dispute.change (dispute, at, what, by_whom) values (?, ?, ?, ?)")
                .params(dispute.value(), Timestamp.from(clock.instant()), what, by).update();
    }

    /** Until that instant, latest first. */
    List<Disputes.Happened> ofClient(UUID client, Instant until, int limit) {
        return database.sql("""
                        select d.id, d.reference, c.at, c.what, c.by_whom from dispute.dispute d join dispute.change c on c.dispute = d.id
                        where d.client = ? and c.at <= ? order by c.at desc, c.id desc limit ?""").params(client, Timestamp.from(until), limit)
                .query((row, number) -> new Disputes.Happened(new DisputeId(row.getObject("id", UUID.class)), row.getString("reference"),
                        new Change(row.getTimestamp("at").toInstant(), row.getString("what"), row.getString("by_whom")))).list();
    }

    List<Change> of(DisputeId dispute) {
        return database.sql("select at, what, by_whom from dispute.change where dispute = ? order by id").param(dispute.value())
                .query((row, number) -> new Change(row.getTimestamp(1).toInstant(), row.getString(2), row.getString(3))).list();
    }
}
