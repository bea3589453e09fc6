package dev.upfront.booking;

import dev.upfront.client.ClientId;
import java.time.InstantSource;
import java.util.List;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** One client's bookings, as their own page lists them. */
@Service
@Transactional(readOnly = true)
public class ClientBookings {

    private final BookingRepository bookings;
    private final InstantSource clock;

    ClientBookings(BookingRepository bookings, InstantSource clock) {
        this.bookings = bookings;
        this.clock = clock;
    }

    /** What is held or confirmed and not over yet, next first. */
    public List<Booking> upcoming(ClientId client) {
        return bookings.upcoming(client.value(), clock.instant());
    }

    /** What is over, cancelled or missed, latest first. A hold that ended was never a session. */
    public List<Booking> past(ClientId client, int skip, int limit) {
        return bookings.past(client.value(), clock.instant(), skip, limit);
    }
}
