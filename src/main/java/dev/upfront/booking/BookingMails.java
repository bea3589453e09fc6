package dev.upfront.booking;

import dev.upfront.catalog.Catalog;
import dev.upfront.client.Channel;
import dev.upfront.client.Clients;
import dev.upfront.client.Links;
import dev.upfront.credits.CreditLot;
import dev.upfront.notification.Attachment;
import dev.upfront.notification.Letter;
import dev.upfront.notification.Mails;
import dev.upfront.retainer.PeriodsAhead;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
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
    private final PeriodsAhead periods;
    private final InstantSource clock;
    private final URI baseAddress;

    BookingMails(Mails mails, Catalog catalog, Clients clients, Links links, BookingFacts facts, CalendarFile calendarFile, PeriodsAhead periods, InstantSource clock,
            @Value("${upfront.base-address}") URI baseAddress) {
        this.mails = mails;
        this.catalog = catalog;
        this.clients = clients;
        this.links = links;
        this.facts = facts;
        this.calendarFile = calendarFile;
        this.periods = periods;
        this.clock = clock;
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

    /**
     * @param withBank whether the client's bank has taken the money back already, or decides about it
     * @param lot      as it stands now, whose credit was to pay for it; null when money was
     */
    void sendClosed(Booking booking, Closing closing, CancellationQuote quote, boolean withBank, @Nullable CreditLot lot) {
        var credit = lot == null ? "" : quote.creditUsed() ? "is used up" : back(lot, clients.client(booking.client()).locale());
        send("booking.closed", "", booking, Map.of("closing", closing, "quote", quote, "withBank", withBank, "credit", credit), List.of());
    }

    private String back(CreditLot lot, Locale locale) {
        if (lot.hasEnded(clock.instant())) {
            return "came back after its time was over and can’t be used any more";
        }
        var day = DateTimeFormatter.ofLocalizedDate(FormatStyle.LONG).withLocale(Locale.of("en", locale.getCountry())).withZone(catalog.practice().zone());
        return "is back and can be used again" + (lot.expiresAt() == null ? "" : ", until " + day.format(lot.expiresAt().minusSeconds(1)));
    }

    /** Tells the provider that a session which waited for a renewal does not take place. */
    void tellProviderReleased(Booking booking, String because) {
        var provider = catalog.provider(booking.provider());
        if (mails.wrote("booking.released-provider", booking.id().value(), "")) {
            return;
        }
        var words = Map.of("offering", booking.offeringName(), "name", booking.clientName(), "date", SessionTime.of(booking.startsAt(), booking.endsAt(), provider.zone()).toString(),
                "reference", booking.reference(), "provider", provider.name(), "because", because);
        mails.send(new Letter("booking.released-provider", booking.id().value(), "", provider.mail(), catalog.practice().locale(), null, words, List.of()));
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
        words.put("paidByRenewalOn", renewal(booking, client.locale()));
        var link = baseAddress + "/s/" + links.issue(booking.client(), booking.id().value(), Channel.MAIL);
        mails.send(new Letter(kind, booking.id().value(), discriminator, client.mail(), client.locale(), link, words, attachments));
    }

    /** The day of the renewal that is to pay for it; null when none is. */
    private @Nullable String renewal(Booking booking, Locale locale) {
        var day = DateTimeFormatter.ofLocalizedDate(FormatStyle.LONG).withLocale(Locale.of("en", locale.getCountry())).withZone(booking.clientZone());
        return !booking.isUnfunded() || booking.retainer() == null ? null : periods.chargedAt(booking.retainer(), booking.startsAt()).map(day::format).orElse(null);
    }

    private static SessionTime time(Booking booking, Instant start) {
        return SessionTime.of(start, start.plus(booking.length()), booking.clientZone());
    }

    private Attachment invitation(Booking booking) {
        return new Attachment("session.ics", "text/calendar; charset=utf-8; method=PUBLISH",
                calendarFile.of(booking).getBytes(StandardCharsets.UTF_8));
    }
}
