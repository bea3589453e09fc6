package dev.upfront.calendar;

import dev.upfront.catalog.ProviderId;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Rows of calendar.slot: one per booking. The exclusion constraint there is what keeps two slots of a provider apart. */
@Repository
class SlotRepository {

    /** A row as it stands: the slot of a booking, which may have been released. */
    record Held(Slot slot, boolean released) {
    }

    private final JdbcClient database;

    SlotRepository(JdbcClient database) {
        this.database = database;
    }

    Optional<Held> find(UUID bookingId) {
        return database.sql("select provider, starts_at, ends_at, released_at from calendar.slot where booking_id = :booking")
                .param("booking", bookingId)
                .query((row, number) -> new Held(
                        new Slot(new ProviderId(row.getObject("provider", UUID.class)), row.getTimestamp("starts_at").toInstant(), row.getTimestamp("ends_at").toInstant()),
                        row.getTimestamp("released_at") != null))
                .optional();
    }

    /** What is blocked of a provider's time within a span, but for one booking's own slot; one walk of the exclusion constraint's index. */
    List<Span> blocked(ProviderId provider, Span within, @Nullable UUID exceptBooking) {
        return database.sql("""
                        select lower(blocked) as blocked_from, upper(blocked) as blocked_to from calendar.slot
                        where provider = :provider and blocked && tstzrange(:from, :to) and released_at is null
                          and booking_id is distinct from :except::uuid
                        """)
                .param("provider", provider.value())
                .param("from", Timestamp.from(within.from()))
                .param("to", Timestamp.from(within.to()))
                .param("except", exceptBooking)
                .query((row, number) -> new Span(row.getTimestamp("blocked_from").toInstant(), row.getTimestamp("blocked_to").toInstant()))
                .list();
    }

    /** Inserts the row unless another row stands in its way, without an error that would spoil the transaction; waits for others' open transactions. */
    boolean insert(UUID bookingId, Slot slot, Span blocked) {
        return 1 == database.sql("""
                        insert into calendar.slot (booking_id, provider, starts_at, ends_at, blocked)
                        values (:booking, :provider, :startsAt, :endsAt, tstzrange(:from, :to))
                        on conflict do nothing
                        """)
                .param("booking", bookingId)
                .param("provider", slot.provider().value())
                .param("startsAt", Timestamp.from(slot.startsAt()))
                .param("endsAt", Timestamp.from(slot.endsAt()))
                .param("from", Timestamp.from(blocked.from()))
                .param("to", Timestamp.from(blocked.to()))
                .update();
    }

    /** Deletes the row if it still has that slot. */
    boolean delete(UUID bookingId, Slot slot) {
        return 1 == database.sql("delete from calendar.slot where booking_id = :booking and provider = :provider and starts_at = :startsAt and released_at is null")
                .param("booking", bookingId)
                .param("provider", slot.provider().value())
                .param("startsAt", Timestamp.from(slot.startsAt()))
                .update();
    }

    void release(UUID bookingId, Instant at) {
        database.sql("update calendar.slot set released_at = :at where booking_id = :booking and released_at is null")
                .param("booking", bookingId)
                .param("at", Timestamp.from(at))
                .update();
    }
}
