package dev.upfront.booking;

import dev.upfront.client.ClientId;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** One client's bookings, as lists and as what happened to them: one question each, however many bookings there are. */
@Service
@Transactional(readOnly = true)
public class ClientBookings {

    private final BookingRepository bookings;
    private final JdbcClient database;
    private final InstantSource clock;

    ClientBookings(BookingRepository bookings, JdbcClient database, InstantSource clock) {
        this.bookings = bookings;
        this.database = database;
        this.clock = clock;
    }

    /** What happened to a booking. */
    public record Happened(BookingId booking, String reference, String offeringName, Change change) {
    }

    /** What is held or confirmed and not over yet, next first. */
    public List<Booking> upcoming(ClientId client) {
        return bookings.upcoming(client.value(), clock.instant());
    }

    /** What is over, cancelled or missed, latest first. A hold that ended was never a session. */
    public List<Booking> past(ClientId client, int skip, int limit) {
        return bookings.past(client.value(), clock.instant(), skip, limit);
    }

    /** Of every booking ever made. */
    public List<UUID> ids(ClientId client) {
        return database.sql("select id from booking.booking where client_id = :client").param("client", client.value()).query(UUID.class).list();
    }

    /** What happened to the client's bookings until that instant, latest first. */
    public List<Happened> happened(ClientId client, Instant until, int limit) {
        return database.sql("""
                        select b.id, b.reference, b.offering_name, c.at, c.what, c.by_whom
                        from booking.booking b join booking.change c on c.booking_id = b.id
                        where b.client_id = :client and c.at <= :until order by c.at desc, c.id desc limit :limit""")
                .param("client", client.value()).param("until", Timestamp.from(until)).param("limit", limit)
                .query((row, number) -> new Happened(new BookingId(row.getObject("id", UUID.class)), row.getString("reference"),
                        row.getString("offering_name"), new Change(row.getTimestamp("at").toInstant(), row.getString("what"), row.getString("by_whom"))))
                .list();
    }
}
