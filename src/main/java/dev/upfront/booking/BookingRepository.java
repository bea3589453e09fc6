package dev.upfront.booking;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.springframework.data.jdbc.repository.query.Query;
import org.springframework.data.repository.Repository;

interface BookingRepository extends Repository<Booking, BookingId> {

    Booking save(Booking booking);

    Optional<Booking> findById(BookingId id);

    @Query("select * from booking.booking where reference = :reference")
    Optional<Booking> findByReference(String reference);

    @Query("select * from booking.booking where request_key = :requestKey")
    Optional<Booking> findByRequestKey(String requestKey);

    /** Locks the row until the transaction ends, so that two ways of ending a booking can't both win. */
    @Query("select * from booking.booking where id = :id for update")
    Optional<Booking> lock(BookingId id);

    @Query("select * from booking.booking where starts_at >= :from and starts_at < :to order by starts_at")
    List<Booking> startingBetween(Instant from, Instant to);

    @Query("select * from booking.booking where client_id = :client order by starts_at desc limit 200")
    List<Booking> ofClient(java.util.UUID client);

    @Query("select * from booking.booking where client_id = :client and status in ('HELD', 'CONFIRMED') and ends_at > :now order by starts_at, id")
    List<Booking> upcoming(java.util.UUID client, Instant now);

    @Query("""
            select * from booking.booking
            where client_id = :client and status <> 'EXPIRED' and not (status in ('HELD', 'CONFIRMED') and ends_at > :now)
            order by starts_at desc, id limit :limit offset :skip
            """)
    List<Booking> past(java.util.UUID client, Instant now, int skip, int limit);

    /** Those that wait for a renewal of that retainer, in order of date. */
    @Query("""
            select * from booking.booking where retainer = :retainer and funding = 'UNFUNDED' and status in ('HELD', 'CONFIRMED', 'DELIVERED')
            and starts_at >= :from and starts_at < :to order by starts_at, id
            """)
    List<Booking> unfunded(java.util.UUID retainer, Instant from, Instant to);

    @Query("select * from booking.booking where id in (:ids)")
    List<Booking> withIds(List<java.util.UUID> ids);

    @Query("""
            select * from booking.booking
            where status in (:statuses) and (:reference = '' or strpos(reference, upper(:reference)) > 0 or client_id = any(:clients))
            order by starts_at desc, id limit :limit offset :skip
            """)
    List<Booking> list(List<String> statuses, String reference, java.util.UUID[] clients, int skip, int limit);

    @Query("select * from booking.booking where taken_up_at is null and status in ('HELD', 'CONFIRMED') and created_at < :before order by created_at limit 100")
    List<Booking> notTakenUp(Instant before);
}
