package dev.upfront.dunning;

import dev.upfront.payment.PaymentId;
import java.sql.Timestamp;
import java.time.InstantSource;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** What happened to debts, line by line; written with the change itself. */
@Repository
class Timeline {

    static final String FLOW = "flow";

    private final JdbcClient jdbc;
    private final InstantSource clock;

    Timeline(JdbcClient jdbc, InstantSource clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    void add(PaymentId debt, String what, String by) {
        jdbc.sql("insert into dunning.change (debt, at, what, by_whom) values (?, ?, ?, ?)")
                .params(debt.value(), Timestamp.from(clock.instant()), what, by).update();
    }

    List<Change> of(PaymentId debt) {
        return jdbc.sql("select at, what, by_whom from dunning.change where debt = ? order by id").param(debt.value())
                .query((row, n) -> new Change(row.getTimestamp(1).toInstant(), row.getString(2), row.getString(3))).list();
    }
}
