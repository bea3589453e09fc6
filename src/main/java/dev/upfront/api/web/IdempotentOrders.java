package dev.upfront.api.web;

import dev.upfront.api.ApiKey;
import dev.upfront.api.Sha256;
import dev.upfront.booking.Booking;
import dev.upfront.booking.BookingId;
import dev.upfront.booking.BookingRequest;
import dev.upfront.booking.Bookings;
import java.sql.Timestamp;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.UUID;
import java.util.function.Supplier;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.json.JsonMapper;

/**
 * Orders that are carried out once, however often they are sent. Remembered is what made a booking; a refusal is not, so that the same key may
 * be used again after one. The semantics of the key are those of https://datatracker.ietf.org/doc/draft-ietf-httpapi-idempotency-key-header.
 */
@Component
class IdempotentOrders {

    /** @param made whether this very order made the booking, and not an earlier one with the same key */
    record Placed(Booking booking, boolean made) {}

    private record Remembered(byte[] bodySha256, UUID bookingId) {}

    private final JdbcClient jdbc;
    private final Bookings bookings;
    private final JsonMapper json;
    private final InstantSource clock;

    IdempotentOrders(JdbcClient jdbc, Bookings bookings, JsonMapper json, InstantSource clock) {
        this.jdbc = jdbc;
        this.bookings = bookings;
        this.json = json;
        this.clock = clock;
    }

    /**
     * Books, or finds what was booked with that key.
     *
     * @param order what was sent, by which a repeat is told from another order
     * @param request the same as the booking room understands it; only asked for when there is something to book
     * @throws org.springframework.web.ErrorResponseException the problem, if the key came with another order before
     */
    @Transactional
    public Placed place(ApiKey key, String idempotencyKey, BookingOrder order, Supplier<BookingRequest> request) {
        var body = Sha256.of(json.writeValueAsBytes(order));
        if (claim(key, idempotencyKey, body)) {
            var booking = bookings.request(request.get());
            remember(key, idempotencyKey, booking.id());
            return new Placed(booking, true);
        }
        var earlier = recall(key, idempotencyKey);
        if (!Arrays.equals(earlier.bodySha256(), body)) {
            throw Problem.IDEMPOTENCY_KEY_REUSED.because("This Idempotency-Key made a booking from another order. Nothing more was booked or charged: "
                    + "take a new key for a new order, or repeat the old order unchanged.");
        }
        return new Placed(bookings.booking(new BookingId(earlier.bookingId())), false);
    }

    /** Waits while another transaction carries out an order with the same key. */
    private boolean claim(ApiKey key, String idempotencyKey, byte[] body) {
        return 1 == jdbc.sql("""
                        insert into api.idempotency (api_key_id, idempotency_key, body_sha256, created_at) values (?, ?, ?, ?)
                        on conflict do nothing
                        """)
                .params(key.id().value(), idempotencyKey, body, Timestamp.from(clock.instant()))
                .update();
    }

    private void remember(ApiKey key, String idempotencyKey, BookingId booking) {
        jdbc.sql("update api.idempotency set booking_id = ? where api_key_id = ? and idempotency_key = ?")
                .params(booking.value(), key.id().value(), idempotencyKey)
                .update();
    }

    private Remembered recall(ApiKey key, String idempotencyKey) {
        return jdbc.sql("select body_sha256, booking_id from api.idempotency where api_key_id = ? and idempotency_key = ?")
                .params(key.id().value(), idempotencyKey)
                .query((row, number) -> new Remembered(row.getBytes(1), row.getObject(2, UUID.class)))
                .single();
    }
}
