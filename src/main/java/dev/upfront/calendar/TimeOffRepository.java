package dev.upfront.calendar;

import dev.upfront.catalog.ProviderId;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Rows of calendar.time_off. */
@Repository
class TimeOffRepository {

    private final JdbcClient database;

    TimeOffRepository(JdbcClient database) {
        this.database = database;
    }

    void add(TimeOff added) {
        database.sql("insert into calendar.time_off (id, provider, starts_at, ends_at, reason) values (:id, :provider, :from, :to, :reason)")
                .param("id", added.id().value())
                .param("provider", added.provider().value())
                .param("from", Timestamp.from(added.from()))
                .param("to", Timestamp.from(added.to()))
                .param("reason", added.reason())
                .update();
    }

    void remove(TimeOffId id) {
        database.sql("delete from calendar.time_off where id = :id").param("id", id.value()).update();
    }

    List<TimeOff> endingAfter(ProviderId provider, Instant after) {
        return database.sql("select * from calendar.time_off where provider = :provider and ends_at > :after order by starts_at, id")
                .param("provider", provider.value())
                .param("after", Timestamp.from(after))
                .query((row, number) -> new TimeOff(new TimeOffId(row.getObject("id", UUID.class)), provider,
                        row.getTimestamp("starts_at").toInstant(), row.getTimestamp("ends_at").toInstant(), row.getString("reason")))
                .list();
    }
}
