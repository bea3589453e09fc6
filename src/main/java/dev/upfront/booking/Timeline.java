package dev.upfront.booking;

import java.sql.Timestamp;
import java.time.InstantSource;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** What happened to bookings, line by line; written with the change itself. */
@Repository
class Timeline {

    static final String FLOW = "flow";

    private final JdbcClient jdbc;
    private final InstantSource clock;

    Timeline(JdbcClient jdbc, InstantSource clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    void add(BookingId booking, String what, String by) {
        jdbc.sql("insert into booking.change (booking_id, at, what, by_whom) values (?, ?, ?, ?)")
                .params(booking.value(), Timestamp.from(clock.instant()), what, by)
                .update();
    }

    List<Change> of(BookingId booking) {
        return jdbc.sql("select at, what, by_whom from booking.change where booking_id = ? order by id")
                .param(booking.value())
                .query((row, n) -> new Change(row.getTimestamp(1).toInstant(), row.getString(2), row.getString(3)))
                .list();
    }
}
