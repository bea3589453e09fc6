package dev.upfront.booking;

import dev.upfront.calendar.Calendar;
import dev.upfront.catalog.Catalog;
import dev.upfront.catalog.Offering;
import dev.upfront.client.ClientId;
import dev.upfront.client.Clients;
import dev.upfront.credits.Credits;
import dev.upfront.dunning.Debts;
import dev.upfront.onboarding.Onboarding;
import dev.upfront.retainer.PeriodAhead;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** The door of the booking room: asking for a booking, moving it, and looking at it. Ending one early is {@link Cancellations}'. */
@Service
@Transactional
public class Bookings {

    /** Anybody can type a mail address: what is owed, and for what, only its holder reads, in the mail. */
    private static final String SUSPENDED = "No sessions can be booked with this mail address at the moment. Nothing was booked and nothing was charged. "
            + "The mail sent there says why, and its button ends it at once.";

    private final BookingRepository repository;
    private final Catalog catalog;
    private final Clients clients;
    private final Calendar calendar;
    private final Credits credits;
    private final Debts debts;
    private final ForwardBookings forward;
    private final Onboarding onboarding;
    private final BookingFacts facts;
    private final BookingMails mails;
    private final Timeline timeline;
    private final Closings closings;
    private final BookingSettings settings;
    private final ApplicationEventPublisher events;
    private final InstantSource clock;

    Bookings(BookingRepository repository, Catalog catalog, Clients clients, Calendar calendar, Credits credits, Debts debts, ForwardBookings forward, Onboarding onboarding, BookingFacts facts,
            BookingMails mails, Timeline timeline, Closings closings, BookingSettings settings, ApplicationEventPublisher events,
            InstantSource clock) {
        this.repository = repository;
        this.catalog = catalog;
        this.clients = clients;
        this.calendar = calendar;
        this.credits = credits;
        this.debts = debts;
        this.forward = forward;
        this.onboarding = onboarding;
        this.facts = facts;
        this.mails = mails;
        this.timeline = timeline;
        this.closings = closings;
        this.settings = settings;
        this.events = events;
        this.clock = clock;
    }

    /**
     * Holds the slot, keeps a copy of price, terms and policy, and starts the flow. The same request key returns the same booking.
     *
     * @throws dev.upfront.calendar.SlotTaken when another booking has the slot
     * @throws dev.upfront.calendar.SlotNotOffered when the schedule does not offer it
     * @throws NotAllowed when the offering is not on sale or not given by that provider, or the client can't book because of a debt
     * @throws dev.upfront.credits.NoCredit when a credit is to pay for it and none is free
     */
    public Booking request(BookingRequest request) {
        var earlier = repository.findByRequestKey(request.requestKey());
        if (earlier.isPresent()) {
            return earlier.get();
        }
        var offering = catalog.offering(request.offering());
        if (!offering.active() || !offering.providers().contains(request.provider())) {
            throw new NotAllowed("%s can't be booked with this provider at the moment. Nothing was charged; please choose another."
                    .formatted(offering.name()));
        }
        var id = BookingId.next();
        calendar.hold(id.value(), request.provider(), request.startsAt(), offering.duration());
        var client = clients.register(request.name(), request.mail(), request.phone(), request.zone(), request.locale());
        if (debts.suspends(client.id())) {
            throw new NotAllowed(SUSPENDED);
        }
        var booking = repository.save(made(id, request, client.id(), offering));
        onboarding.describe(id.value(), facts.of(booking));
        mails.sendHeld(booking);
        timeline.add(id, booking.isUnfunded() ? "Booked ahead, to be paid by the retainer's renewal; the slot is held" : "Booked; the slot is held", "client");
        events.publishEvent(new BookingRequested(id));
        return booking;
    }

    /**
     * Gives the booking another time, without paying again: what was paid stays with the booking.
     *
     * @param by who moves it, such as "client" or a staff member's name
     * @param staff staff may move past the policy's limit, and past the end of the package that pays for it
     * @throws dev.upfront.calendar.SlotTaken when another booking has the slot; the old slot is kept
     * @throws NotAllowed when it is too late or the booking has ended
     */
    public Booking move(BookingId id, Instant start, String by, boolean staff) {
        var booking = lock(id);
        if (booking.startsAt().equals(start)) {
            return booking;
        }
        whyNotMovable(booking, staff).ifPresent(sentence -> { throw new NotAllowed(sentence); });
        if (!staff && forward.isAfterItsPackage(booking, start)) {
            throw new NotAllowed("At that time the package that pays for this session has ended. Nothing was changed; please choose an earlier time.");
        }
        calendar.move(id.value(), booking.provider(), start, booking.length());
        booking.reschedule(start);
        forward.moved(booking);
        var moved = repository.save(booking);
        onboarding.describe(id.value(), facts.of(moved));
        timeline.add(id, "Moved to " + SessionTime.of(moved.startsAt(), moved.endsAt(), catalog.practice().zone()), by);
        events.publishEvent(new BookingMoved(id, moved.moves()));
        return moved;
    }

    /** With a credit, with the place in a period that will give one, or with money, as it was asked for. */
    private Booking made(BookingId id, BookingRequest request, ClientId client, Offering offering) {
        var holder = request.credit();
        var isAhead = holder != null && credits.usable(holder, offering.id(), request.startsAt()).stream().noneMatch(forward::hasToSpare);
        var period = isAhead ? forward.take(null, holder, offering.id(), request.startsAt()) : Optional.<PeriodAhead>empty();
        if (period.isPresent()) {
            return Booking.ahead(id, request, client, offering, period.get(), clock.instant(), settings.hold());
        }
        var credit = holder == null ? null : credits.hold(id.value(), holder, offering.id(), request.startsAt(), forward::hasToSpare);
        return Booking.request(id, request, client, offering, credit, clock.instant(), settings.hold());
    }

    /** Why the booking can't be moved any more, as a sentence for the client; empty when it can. */
    public Optional<String> whyNotMovable(Booking booking, boolean staff) {
        if (booking.status().ended()) {
            return Optional.of("This booking has ended and can't be moved.");
        }
        var now = clock.instant();
        if (!now.isBefore(booking.startsAt())) {
            return Optional.of("The session has begun and can't be moved any more.");
        }
        if (!staff && now.isAfter(booking.movableUntil())) {
            return Optional.of("It is too late to move this session by yourself. You can still cancel it: "
                    + "you will see first what that means for your money.");
        }
        return Optional.empty();
    }

    /** Whether a reminder by mail is still to come: one that is booked or moved to a time so near gets none. */
    public boolean willBeReminded(Booking booking) {
        return clock.instant().isBefore(settings.remindAt(booking));
    }

    @Transactional(readOnly = true)
    public Booking booking(BookingId id) {
        return repository.findById(id).orElseThrow(() -> new BookingUnknown(id.toString()));
    }

    /** The booking with that id, if there is one. */
    @Transactional(readOnly = true)
    public Optional<Booking> find(BookingId id) {
        return repository.findById(id);
    }

    /** Those bookings that exist, in one question. */
    @Transactional(readOnly = true)
    public List<Booking> withIds(Collection<UUID> ids) {
        return ids.isEmpty() ? List.of() : repository.withIds(List.copyOf(ids));
    }

    @Transactional(readOnly = true)
    public Optional<Booking> byReference(String reference) {
        return repository.findByReference(reference);
    }

    /** The booking that a request key made. */
    @Transactional(readOnly = true)
    public Optional<Booking> byRequestKey(String requestKey) {
        return repository.findByRequestKey(requestKey);
    }

    /** Bookings of any status that start in the span, in order of their start. */
    @Transactional(readOnly = true)
    public List<Booking> startingBetween(Instant from, Instant to) {
        return repository.startingBetween(from, to);
    }

    /**
     * Bookings for a list, latest start first.
     *
     * @param statuses only these; all when empty
     * @param reference only those whose reference contains it, or whose client is among the clients; all when blank
     * @param skip how many to leave out, for paging
     */
    @Transactional(readOnly = true)
    public List<Booking> list(List<BookingStatus> statuses, String reference, List<ClientId> clients, int skip, int limit) {
        return repository.list(
                statuses.isEmpty() ? EnumSet.allOf(BookingStatus.class).stream().map(Enum::name).toList() : statuses.stream().map(Enum::name).toList(),
                reference.strip(),
                clients.stream().map(ClientId::value).toArray(java.util.UUID[]::new),
                skip, limit);
    }

    /** The client's bookings, latest start first, at most 200. */
    @Transactional(readOnly = true)
    public List<Booking> ofClient(ClientId client) {
        return repository.ofClient(client.value());
    }

    /** Bookings that asked for a process and were not taken up by its first task within a minute. */
    @Transactional(readOnly = true)
    public List<Booking> notTakenUp() {
        return repository.notTakenUp(clock.instant().minusSeconds(60));
    }

    /**
     * Bookings cancelled more than a minute ago, or not shown and past their review for so long, whose money was not put right yet: their process may never
     * have begun, or be lost.
     */
    @Transactional(readOnly = true)
    public List<BookingClosed> closedAndUnsettled() {
        return closings.unsettled(clock.instant().minusSeconds(60));
    }

    @Transactional(readOnly = true)
    public List<Change> timeline(BookingId id) {
        return timeline.of(id);
    }

    @Transactional(readOnly = true)
    public Optional<Closing> closing(BookingId id) {
        return closings.find(id);
    }

    private Booking lock(BookingId id) {
        return repository.lock(id).orElseThrow(() -> new BookingUnknown(id.toString()));
    }
}
