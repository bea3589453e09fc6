package dev.upfront.credits;

import dev.upfront.money.Money;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.sql.Types;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Which booking has taken which credit. A booking takes at most one. */
@Repository
class HoldRepository {

    private final JdbcClient database;

    HoldRepository(JdbcClient database) {
        this.database = database;
    }

    /** @return false when the booking has taken one already; what it gave back does not count */
    boolean add(UUID booking, LotId lot, Instant now) {
        return database.sql("""
                        insert into credits.hold (booking, lot, status, held_at) values (:booking, :lot, 'HELD', :now)
                        on conflict (booking) do update set lot = excluded.lot, status = 'HELD', held_at = excluded.held_at, settled_at = null
                        where hold.status = 'RELEASED'""")
                .param("booking", booking).param("lot", lot.value()).param("now", Timestamp.from(now)).update() == 1;
    }

    Optional<Hold> find(UUID booking) {
        return database.sql("select * from credits.hold where booking = :booking").param("booking", booking).query(HoldRepository::read).optional();
    }

    /** Oldest first. */
    List<Hold> of(LotId lot) {
        return database.sql("select * from credits.hold where lot = :lot order by held_at, booking").param("lot", lot.value()).query(HoldRepository::read).list();
    }

    void use(UUID booking, Money value, Instant now) {
        settle(booking, Hold.Status.USED, value.minor(), now);
    }

    void release(UUID booking, Instant now) {
        settle(booking, Hold.Status.RELEASED, null, now);
    }

    private void settle(UUID booking, Hold.Status status, @Nullable Long value, Instant now) {
        database.sql("update credits.hold set status = :status, value_minor = :value, settled_at = :now where booking = :booking")
                .param("status", status.name()).param("value", value, Types.BIGINT).param("now", Timestamp.from(now)).param("booking", booking).update();
    }

    private static Hold read(ResultSet row, int number) throws SQLException {
        var settled = row.getTimestamp("settled_at");
        return new Hold(row.getObject("booking", UUID.class), new LotId(row.getObject("lot", UUID.class)), Hold.Status.valueOf(row.getString("status")),
                row.getTimestamp("held_at").toInstant(), settled == null ? null : settled.toInstant());
    }
}
