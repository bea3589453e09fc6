package dev.upfront.calendar;

import dev.upfront.calendar.SlotRepository.Held;
import dev.upfront.catalog.Catalog;
import dev.upfront.catalog.Provider;
import dev.upfront.catalog.ProviderId;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.dao.OptimisticLockingFailureException;
import org.springframework.dao.PessimisticLockingFailureException;
import org.springframework.stereotype.Service;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.DefaultTransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The door to providers' time: when they work, what is free, and who has which slot. No two slots of a provider overlap, buffers included:
 * the database refuses it.
 */
@Service
@Transactional(noRollbackFor = {SlotTaken.class, SlotNotOffered.class})
public class Calendar {

    private final Catalog catalog;
    private final ScheduleRepository schedules;
    private final TimeOffRepository timeOff;
    private final SlotRepository slots;
    private final InstantSource clock;
    private final TransactionTemplate savepoint;

    Calendar(Catalog catalog, ScheduleRepository schedules, TimeOffRepository timeOff, SlotRepository slots, InstantSource clock,
            PlatformTransactionManager transactions) {
        this.catalog = catalog;
        this.schedules = schedules;
        this.timeOff = timeOff;
        this.slots = slots;
        this.clock = clock;
        this.savepoint = new TransactionTemplate(transactions, new DefaultTransactionDefinition(TransactionDefinition.PROPAGATION_NESTED));
    }

    /** When a provider can be booked; a blank one, with no working hours, as long as none was saved. */
    public Schedule schedule(ProviderId provider) {
        return schedules.findById(provider).orElseGet(() -> Schedule.blank(provider));
    }

    /**
     * Replaces when a provider can be booked; slots already held stay.
     *
     * @throws IllegalArgumentException with a sentence, if somebody else changed it since it was read
     */
    public Schedule save(Schedule changed) {
        try {
            return schedules.save(changed);
        } catch (OptimisticLockingFailureException | DuplicateKeyException stale) {
            throw new IllegalArgumentException("Somebody else changed these working hours meanwhile, so nothing was saved: load the page again.", stale);
        }
    }

    /** A provider's time off that ends after that instant, by its beginning. */
    public List<TimeOff> timeOff(ProviderId provider, Instant after) {
        return timeOff.endingAfter(provider, after);
    }

    /** @throws IllegalArgumentException with a sentence, if it does not end after it begins */
    public TimeOff addTimeOff(ProviderId provider, Instant from, Instant to, String reason) {
        var added = new TimeOff(TimeOffId.next(), provider, from, to, reason);
        timeOff.add(added);
        return added;
    }

    public void removeTimeOff(TimeOffId id) {
        timeOff.remove(id);
    }

    /**
     * What can be booked now, by start.
     *
     * @param length of the session
     * @param from   the earliest start
     * @param to     starts are before it
     */
    public List<Slot> freeSlots(ProviderId provider, Duration length, Instant from, Instant to) {
        return free(provider, length, from, to, null);
    }

    /** Like {@link #freeSlots}, as if that booking held no slot: what it can be moved to, but for the slot that it has. */
    public List<Slot> freeSlotsToMove(UUID bookingId, ProviderId provider, Duration length, Instant from, Instant to) {
        var present = slot(bookingId);
        return free(provider, length, from, to, bookingId).stream().filter(slot -> !present.equals(Optional.of(slot))).toList();
    }

    /** The slot a booking has, if it has one. */
    public Optional<Slot> slot(UUID bookingId) {
        return slots.find(bookingId).filter(held -> !held.released()).map(Held::slot);
    }

    /**
     * Takes a slot for a booking. A repeat with the same slot is a no-op.
     *
     * @throws SlotTaken             if somebody else has it or a part of it
     * @throws SlotNotOffered        if it is past, too soon, too far ahead or outside of what the schedule offers
     * @throws IllegalStateException if the booking has another slot, or released its slot
     */
    public Slot hold(UUID bookingId, ProviderId provider, Instant startsAt, Duration length) {
        var wanted = new Slot(provider, startsAt, startsAt.plus(length));
        if (alreadyHolds(bookingId, wanted)) {
            return wanted;
        }
        var blocked = offered(wanted);
        if (slots.insert(bookingId, wanted, blocked) || alreadyHolds(bookingId, wanted)) {
            return wanted;
        }
        throw new SlotTaken();
    }

    /**
     * Frees a booking's slot and takes another one, both or neither. A repeat with the same slot is a no-op.
     *
     * @throws SlotTaken             if somebody else has it or a part of it; the booking keeps the one it had
     * @throws SlotNotOffered        as for {@link #hold}; the booking keeps the one it had
     * @throws IllegalStateException if the booking has no slot
     */
    public Slot move(UUID bookingId, ProviderId provider, Instant newStart, Duration length) {
        var wanted = new Slot(provider, newStart, newStart.plus(length));
        var present = slot(bookingId).orElseThrow(() -> new IllegalStateException("Booking %s has no slot to move".formatted(bookingId)));
        if (present.equals(wanted)) {
            return wanted;
        }
        var blocked = offered(wanted);
        try {
            savepoint.executeWithoutResult(status -> exchange(bookingId, present, wanted, blocked));
        } catch (PessimisticLockingFailureException twoBookingsWantEachOthersSlot) {
            throw new SlotTaken();
        }
        return wanted;
    }

    /** Frees a booking's slot for others. A repeat, or a booking without a slot, is a no-op. */
    public void release(UUID bookingId) {
        slots.release(bookingId, clock.instant());
    }

    private boolean alreadyHolds(UUID bookingId, Slot wanted) {
        var held = slots.find(bookingId);
        if (held.isPresent() && (held.get().released() || !held.get().slot().equals(wanted))) {
            throw new IllegalStateException("Booking %s cannot hold %s: it %s".formatted(bookingId, wanted,
                    held.get().released() ? "released its slot" : "holds " + held.get().slot()));
        }
        return held.isPresent();
    }

    private void exchange(UUID bookingId, Slot present, Slot wanted, Span blocked) {
        if (!slots.delete(bookingId, present)) {
            throw new OptimisticLockingFailureException("Booking %s was moved or released at the same moment".formatted(bookingId));
        }
        if (!slots.insert(bookingId, wanted, blocked)) {
            throw new SlotTaken();
        }
    }

    /** Checks that a slot is on offer, whoever holds it, and says what it blocks. */
    private Span offered(Slot wanted) {
        var provider = catalog.provider(wanted.provider());
        if (!provider.active()) {
            throw new SlotNotOffered(provider.name() + " cannot be booked any more.");
        }
        var offer = offer(provider, Duration.between(wanted.startsAt(), wanted.endsAt()));
        offer.refusal(wanted.startsAt()).ifPresent(why -> {
            throw new SlotNotOffered(why);
        });
        return offer.blockedBy(wanted.startsAt());
    }

    private List<Slot> free(ProviderId id, Duration length, Instant from, Instant to, @Nullable UUID exceptBooking) {
        var provider = catalog.provider(id);
        if (!provider.active() || !from.isBefore(to)) {
            return List.of();
        }
        var offer = offer(provider, length);
        return offer.free(from, to, slots.blocked(id, new Span(offer.blockedBy(from).from(), offer.blockedBy(to).to()), exceptBooking));
    }

    private Offer offer(Provider provider, Duration length) {
        var now = clock.instant();
        var off = timeOff(provider.id(), now).stream().map(time -> new Span(time.from(), time.to())).toList();
        return new Offer(schedule(provider.id()), provider.zone(), off, length, now);
    }
}
