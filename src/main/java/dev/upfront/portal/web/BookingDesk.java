package dev.upfront.portal.web;

import dev.upfront.booking.Booking;
import dev.upfront.booking.BookingRequest;
import dev.upfront.booking.Bookings;
import dev.upfront.calendar.SlotTaken;
import dev.upfront.client.Channel;
import dev.upfront.client.Clients;
import dev.upfront.client.Links;
import dev.upfront.payment.Subject;
import dev.upfront.portal.Portal;
import jakarta.servlet.http.HttpServletRequest;
import java.time.InstantSource;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.stereotype.Component;

/** Takes a booking and gives the browser its own link to it. */
@Component
class BookingDesk {

    private final Bookings bookings;
    private final Clients clients;
    private final Links links;
    private final Portal portal;
    private final InstantSource clock;

    BookingDesk(Bookings bookings, Clients clients, Links links, Portal portal, InstantSource clock) {
        this.bookings = bookings;
        this.clients = clients;
        this.links = links;
        this.portal = portal;
        this.clock = clock;
    }

    /**
     * @param consent the sentence that was ticked
     * @return the token of the link
     */
    String book(BookingRequest wanted, String consent, HttpServletRequest request) {
        var isRepeat = bookings.byRequestKey(wanted.requestKey()).isPresent();
        var booking = take(wanted);
        if (!isRepeat) {
            clients.recordConsent(booking.client(), "booking-terms", consent, request.getRemoteAddr(), userAgent(request), clock.instant());
        }
        portal.awaitNextStep(Subject.booking(booking.id().value(), booking.reference()));
        return links.issue(booking.client(), booking.id().value(), Channel.BROWSER);
    }

    static String userAgent(HttpServletRequest request) {
        var agent = request.getHeader("User-Agent");
        return agent == null ? "" : agent.substring(0, Math.min(agent.length(), 400));
    }

    /** Two submissions of one page at the same moment meet at the slot or at the key: the second gets what the first made. */
    private Booking take(BookingRequest wanted) {
        try {
            return bookings.request(wanted);
        } catch (SlotTaken | DataIntegrityViolationException second) {
            return bookings.byRequestKey(wanted.requestKey()).orElseThrow(() -> second);
        }
    }
}
