package dev.upfront.packages;

import java.sql.Timestamp;
import java.time.InstantSource;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** What happened to sold packages, line by line; written with the change itself. */
@Repository("packageTimeline")
class Timeline {

    static final String FLOW = "flow";

    private final JdbcClient database;
    private final InstantSource clock;

    Timeline(JdbcClient database, InstantSource clock) {
        this.database = database;
        this.clock = clock;
    }

    void add(PackageSaleId sale, String what, String by) {
        database.sql("insert into packages.change (sale, at, what, by_whom) values (?, ?, ?, ?)")
                .params(sale.value(), Timestamp.from(clock.instant()), what, by).update();
    }

    List<Change> of(PackageSaleId sale) {
        return database.sql("select at, what, by_whom from packages.change where sale = ? order by id").param(sale.value())
                .query((row, number) -> new Change(row.getTimestamp(1).toInstant(), row.getString(2), row.getString(3))).list();
    }
}
