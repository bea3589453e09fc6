package dev.upfront.dispute;

import java.sql.Timestamp;
import java.time.InstantSource;
import java.util.List;
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

    List<Change> of(DisputeId dispute) {
        return database.sql("select at, what, by_whom from dispute.change where dispute = ? order by id").param(dispute.value())
                .query((row, number) -> new Change(row.getTimestamp(1).toInstant(), row.getString(2), row.getString(3))).list();
    }
}
