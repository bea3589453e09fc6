package dev.upfront.booking;

import dev.upfront.catalog.Catalog;
import dev.upfront.client.Channel;
import dev.upfront.client.Clients;
import dev.upfront.client.Links;
import dev.upfront.notification.Attachment;
import dev.upfront.notification.Letter;
import dev.upfront.notification.Mails;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/** The mails about a booking, one purpose each; written in the transaction of what they tell. */
@Component
class BookingMails {

    private final Mails mails;
    private final Catalog catalog;
    private final Clients clients;
    private final Links links;
    private final BookingFacts facts;
    private final CalendarFile calendarFile;
    private final URI baseAddress;

    BookingMails(Mails mails, Catalog catalog, Clients clients, Links links, BookingFacts facts, CalendarFile calendarFile,
            @Value("${upfront.base-address}") URI baseAddress) {
        this.mails = mails;
        this.catalog = catalog;
        this.clients = clients;
        this.links = links;
        this.facts = facts;
        this.calendarFile = calendarFile;
        this.baseAddress = baseAddress;
    }

    void sendHeld(Booking booking) {
        var heldUntil = SessionTime.of(booking.holdExpiresAt(), booking.holdExpiresAt(), booking.clientZone());
        send("booking.held", "", booking, Map.of("heldUntil", heldUntil.hours().substring(0, 5) + ", " + heldUntil.zone()), List.of());
    }

    void sendConfirmation(Booking booking) {
        send("booking.confirmation", "", booking, Map.of(), List.of(invitation(booking)));
    }

    void sendReminder(Booking booking) {
        send("booking.reminder", Integer.toString(booking.moves()), booking, Map.of(), List.of());
    }

    void sendMoved(Booking booking) {
        send("booking.moved", Integer.toString(booking.moves()), booking, Map.of("before", time(booking, Objects.requireNonNull(booking.movedFrom())).toString()), List.of(invitation(booking)));
    }

    void sendExpired(Booking booking) {
        send("booking.expired", "", booking, Map.of(), List.of());
    }

    /** @param withBank whether the client's bank has taken the money back already, or decides about it */
    void sendClosed(Booking booking, Closing closing, CancellationQuote quote, boolean withBank) {
        send("booking.closed", "", booking, Map.of("closing", closing, "quote", quote, "withBank", withBank), List.of());
    }

    private void send(String kind, String discriminator, Booking booking, Map<String, ?> more, List<Attachment> attachments) {
        if (mails.wrote(kind, booking.id().value(), discriminator)) {
            return;
        }
        var client = clients.client(booking.client());
        var words = new HashMap<String, Object>(facts.of(booking));
        words.putAll(more);
        words.put("providerTime", SessionTime.elsewhere(booking.startsAt(), booking.endsAt(), booking.clientZone(), catalog.provider(booking.provider()).zone()));
        words.put("booking", booking);
        words.put("name", booking.clientName());
        words.put("locale", client.locale());
        var link = baseAddress + "/s/" + links.issue(booking.client(), booking.id().value(), Channel.MAIL);
        mails.send(new Letter(kind, booking.id().value(), discriminator, client.mail(), client.locale(), link, words, attachments));
    }

    private static SessionTime time(Booking booking, Instant start) {
        return SessionTime.of(start, start.plus(booking.length()), booking.clientZone());
    }

    private Attachment invitation(Booking booking) {
        return new Attachment("session.ics", "text/calendar; charset=utf-8; method=PUBLISH",
                calendarFile.of(booking).getBytes(StandardCharsets.UTF_8));
    }
}
