package dev.upfront.retainer;

import java.sql.Timestamp;
import java.time.InstantSource;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** What happened to retainers, line by line; written with the change itself. */
@Repository
class Timeline {

    static final String FLOW = "flow";

    private final JdbcClient jdbc;
    private final InstantSource clock;

    Timeline(JdbcClient jdbc, InstantSource clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    void add(RetainerId retainer, String what, String by) {
        jdbc.sql("insert into retainer.change (retainer, at, what, by_whom) values (?, ?, ?, ?)")
                .params(retainer.value(), Timestamp.from(clock.instant()), what, by)
                .update();
    }

    List<Change> of(RetainerId retainer) {
        return jdbc.sql("select at, what, by_whom from retainer.change where retainer = ? order by id")
                .param(retainer.value())
                .query((row, n) -> new Change(row.getTimestamp(1).toInstant(), row.getString(2), row.getString(3)))
                .list();
    }
}
