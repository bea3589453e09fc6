package dev.upfront.booking.process;

import dev.upfront.booking.Booking;
import dev.upfront.booking.BookingClosed;
import dev.upfront.booking.BookingId;
import dev.upfront.booking.BookingMoved;
import dev.upfront.booking.BookingRequested;
import dev.upfront.booking.Bookings;
import dev.upfront.booking.ClosingReason;
import dev.upfront.booking.FeeReviewed;
import dev.upfront.engine.AfterCommit;
import dev.upfront.engine.Processes;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** What happens to bookings by itself, told to their processes. */
@Component
class BookingProcess {

    private static final Logger log = LoggerFactory.getLogger(BookingProcess.class);

    private final Processes processes;
    private final Bookings bookings;

    BookingProcess(Processes processes, Bookings bookings) {
        this.processes = processes;
        this.bookings = bookings;
    }

    @AfterCommit
    void on(BookingRequested event) {
        start(event.bookingId());
    }

    @AfterCommit
    void on(BookingMoved event) {
        tell("booking.moved", event.bookingId(), event.move(), Map.of());
    }

    @AfterCommit
    void on(BookingClosed event) {
        closed(event);
    }

    @AfterCommit
    void on(FeeReviewed event) {
        processes.complete("ops.reviewNoShow", event.bookingId().value(), Map.of());
    }

    /** A start message meets nobody when its process is not deployed yet: whatever was not taken up, or not settled, asks again. */
    @Scheduled(fixedDelayString = "${upfront.booking.ask-again-interval:20s}")
    void askAgain() {
        for (Booking booking : bookings.notTakenUp()) {
            log.atWarn().addKeyValue("bookingRef", booking.reference()).log("Booking {} was not taken up by a process within a minute: asking again. "
                    + "If this repeats, is the flow booking deployed?", booking.reference());
            start(booking.id());
        }
        bookings.closedAndUnsettled().forEach(closed -> {
            closed(closed);
            start(closed.bookingId());
        });
    }

    /** Kept until a process hears it: one that begins only now settles the money as well. */
    private void closed(BookingClosed closed) {
        if (closed.reason() == ClosingReason.NOT_SHOWN) {
            tell("booking.notShown", closed.bookingId(), 0, Map.of("reviewEndsAt", String.valueOf(closed.reviewEndsAt())));
        } else {
            tell("booking.cancelled", closed.bookingId(), 0, Map.of());
        }
    }

    private void start(BookingId id) {
        processes.start("booking.requested", id.value(), Map.of("bookingId", id.toString()));
    }

    private void tell(String message, BookingId id, int number, Map<String, ?> variables) {
        var happening = message + id + number;
        processes.tell(message, id.value(), UUID.nameUUIDFromBytes(happening.getBytes(StandardCharsets.UTF_8)), variables);
    }
}
