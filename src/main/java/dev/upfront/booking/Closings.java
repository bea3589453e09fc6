package dev.upfront.booking;

import dev.upfront.money.Money;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The closings of bookings that ended without a session: at most one each. */
@Repository
class Closings {

    private final JdbcClient jdbc;

    Closings(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    void add(BookingId booking, ClosingReason reason, String by, Instant at, Money fee, boolean creditUsed, @Nullable Instant reviewEndsAt, @Nullable String because) {
        jdbc.sql("""
                insert into booking.closing (booking_id, reason, closed_by, closed_at, fee_minor, currency, credit_used, review_ends_at, because)
                values (?, ?, ?, ?, ?, ?, ?, ?, ?)
                """)
                .params(booking.value(), reason.name(), by, Timestamp.from(at), fee.minor(), fee.currency().getCurrencyCode(), creditUsed,
                        reviewEndsAt == null ? null : Timestamp.from(reviewEndsAt), because)
                .update();
    }

    Optional<Closing> find(BookingId booking) {
        return jdbc.sql("select * from booking.closing where booking_id = ?").param(booking.value()).query(Closings::read).optional();
    }

    boolean isSettled(BookingId booking) {
        return find(booking).filter(closing -> closing.settledAt() != null).isPresent();
    }

    /** @return false when it is settled already */
    boolean waive(BookingId booking, String by, String because) {
        return jdbc.sql("update booking.closing set fee_minor = 0, credit_used = false, waived_by = ?, waived_because = ? where booking_id = ? and settled_at is null")
                .params(by, because, booking.value())
                .update() == 1;
    }

    /** @return false when it is settled, waived or confirmed already */
    boolean confirm(BookingId booking, String by) {
        return jdbc.sql("""
                update booking.closing set confirmed_by = ?
                where booking_id = ? and settled_at is null and waived_by is null and confirmed_by is null
                """)
                .params(by, booking.value())
                .update() == 1;
    }

    /** Cancelled before that time, or not shown and no longer to be reviewed then, and the flow has not put the money right yet. */
    List<BookingClosed> unsettled(Instant before) {
        return jdbc.sql("""
                select booking_id, reason, review_ends_at from booking.closing where settled_at is null and coalesce(review_ends_at, closed_at) < ?
                order by closed_at limit 100
                """)
                .param(Timestamp.from(before))
                .query((row, number) -> new BookingClosed(new BookingId(row.getObject("booking_id", UUID.class)), ClosingReason.valueOf(row.getString("reason")),
                        instant(row, "review_ends_at")))
                .list();
    }

    /** @return whether this call is the one that settles it */
    boolean settle(BookingId booking, Instant at) {
        return jdbc.sql("update booking.closing set settled_at = ? where booking_id = ? and settled_at is null")
                .params(Timestamp.from(at), booking.value())
                .update() == 1;
    }

    private static Closing read(ResultSet row, int number) throws SQLException {
        return new Closing(ClosingReason.valueOf(row.getString("reason")), row.getString("closed_by"),
                row.getTimestamp("closed_at").toInstant(), Money.of(row.getLong("fee_minor"), row.getString("currency")), row.getBoolean("credit_used"),
                instant(row, "review_ends_at"), row.getString("confirmed_by"), row.getString("waived_by"), row.getString("waived_because"), instant(row, "settled_at"), row.getString("because"));
    }

    private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        var value = row.getTimestamp(column);
        return value == null ? null : value.toInstant();
    }
}
