package dev.upfront.credits;

import static dev.upfront.ledger.Account.EXPIRED_CREDITS;
import static dev.upfront.ledger.Account.UNEARNED;

import dev.upfront.catalog.OfferingId;
import dev.upfront.client.ClientId;
import dev.upfront.ledger.Account;
import dev.upfront.ledger.Ledger;
import dev.upfront.ledger.Line;
import dev.upfront.money.Money;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * The door of the credits room. A credit is held when a session is booked, used when it took place or was cancelled late, and otherwise released to
 * the same lot. Whatever is asked twice has one effect.
 */
@Service
@Transactional
public class Credits {

    private final LotRepository lots;
    private final HoldRepository holds;
    private final Ledger ledger;
    private final ApplicationEventPublisher events;
    private final InstantSource clock;

    Credits(LotRepository lots, HoldRepository holds, Ledger ledger, ApplicationEventPublisher events, InstantSource clock) {
        this.lots = lots;
        this.holds = holds;
        this.ledger = ledger;
        this.events = events;
        this.clock = clock;
    }

    /** Gives a client credits for what was paid: the source's unearned money becomes the lot's. Granting again for the same source is one lot. */
    public CreditLot grant(Grant grant) {
        var known = lots.findBySource(grant.source().id());
        if (known.isPresent()) {
            return known.get();
        }
        var now = clock.instant();
        var lot = lots.save(CreditLot.granted(grant, now));
        if (grant.value().isPositive()) {
            post("credits.granted", lot.id().value(), lot, grant.value(), Line.debit(UNEARNED, grant.value(), grant.source().id(), grant.client().value()), UNEARNED);
        }
        return lot;
    }

    /** The lots that could pay for a session of that offering at that time, what ends first first. */
    @Transactional(readOnly = true)
    public List<CreditLot> usable(Holder holder, OfferingId offering, Instant sessionStart) {
        return of(holder).stream().filter(lot -> lot.free() > 0 && lot.surcharge(offering).isPresent() && !lot.hasEnded(sessionStart) && !lot.hasEnded(clock.instant())).toList();
    }

    /**
     * Takes a credit for a booking, of the lot that ends first, in the caller's transaction.
     *
     * @throws NoCredit with a sentence, when none is free
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public CreditLot hold(UUID booking, Holder holder, OfferingId offering, Instant sessionStart) {
        return hold(booking, holder, offering, sessionStart, any -> true);
    }

    /** The same, of a lot that may give one. @param mayGive asked of a lot with a free credit, which nobody else changes until the transaction ends */
    @Transactional(propagation = Propagation.MANDATORY)
    public CreditLot hold(UUID booking, Holder holder, OfferingId offering, Instant sessionStart, Predicate<CreditLot> mayGive) {
        for (var candidate : usable(holder, offering, sessionStart)) {
            var lot = lock(candidate.id());
            // another booking may have taken the last one meanwhile
            if (lot.free() > 0 && !lot.hasEnded(clock.instant()) && mayGive.test(lot)) {
                if (!holds.add(booking, lot.id(), clock.instant())) {
                    throw new IllegalStateException("Booking %s has taken a credit already.".formatted(booking));
                }
                lot.hold();
                return changed(lot);
            }
        }
        throw new NoCredit("There is no credit left that could pay for this session. Nothing was booked and nothing was charged: choose another way to pay.");
    }

    /** The credit that a booking has taken. */
    @Transactional(readOnly = true)
    public Optional<Hold> holdOf(UUID booking) {
        return holds.find(booking);
    }

    /**
     * The booking's credit is used: its share of the lot's value is earned, as revenue or as a fee. Nothing happens when it holds none.
     *
     * @param offering that the booking is for: it earned that
     * @param earnedAs REVENUE or FEES
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public void use(UUID booking, OfferingId offering, Account earnedAs) {
        held(booking).ifPresent(hold -> {
            var lot = lock(hold.lot());
            var value = lot.useHeld();
            holds.use(booking, value, clock.instant());
            if (value.isPositive()) {
                post("credits.used", booking, lot, value, Line.credit(earnedAs, value, booking, lot.client().value()).about(offering.value()), UNEARNED);
            }
            changed(lot);
        });
    }

    /** The booking's credit goes back to its lot, even if that has ended meanwhile. Nothing happens when it holds none. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void release(UUID booking) {
        held(booking).ifPresent(hold -> {
            var lot = lock(hold.lot());
            lot.release(clock.instant());
            holds.release(booking, clock.instant());
            changed(lot);
        });
    }

    /** Free credits of a lot that has ended are gone, and their value is earned; held ones stay with their sessions. */
    public CreditLot expire(LotId id) {
        var lot = lock(id);
        if (lot.hasEnded(clock.instant()) && lot.free() > 0) {
            expire(lot, lot.free());
            return changed(lot);
        }
        return lot;
    }

    /** Free credits of a lot can be used until another time; those beyond that number are gone, and their value is earned. */
    @Transactional(propagation = Propagation.MANDATORY)
    public CreditLot goOn(LotId id, int atMost, Instant until) {
        var lot = lock(id);
        if (lot.free() > atMost) {
            expire(lot, lot.free() - atMost);
        }
        lot.goOn(until);
        return changed(lot);
    }

    private void expire(CreditLot lot, int credits) {
        var value = lot.expireFree(credits);
        if (value.isPositive()) {
            post("credits.expired." + lot.expired(), lot.id().value(), lot, value, Line.credit(EXPIRED_CREDITS, value, lot.id().value(), lot.client().value()), UNEARNED);
        }
    }

    /**
     * Takes the free credits back, so that their value can be refunded: it becomes unearned money of the source again.
     *
     * @return that value; nothing when no credit is free
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public Money takeBack(LotId id) {
        var lot = lock(id);
        if (lot.free() == 0) {
            return Money.zero(lot.value().currency());
        }
        var value = lot.refundFree();
        if (value.isPositive()) {
            post("credits.takenBack." + lot.refunded(), id.value(), lot, value, Line.credit(UNEARNED, value, lot.source(), lot.client().value()), UNEARNED);
        }
        changed(lot);
        return value;
    }

    /** The lot as it stays until the caller's transaction ends: bookings that want a credit of it wait. */
    @Transactional(propagation = Propagation.MANDATORY)
    public CreditLot lotFixed(LotId id) {
        return lock(id);
    }

    @Transactional(readOnly = true)
    public CreditLot lot(LotId id) {
        return lots.findById(id).orElseThrow(() -> new NoSuchElementException("There is no credit lot " + id));
    }

    /** Those lots that exist, in one question. */
    @Transactional(readOnly = true)
    public List<CreditLot> lots(Collection<UUID> ids) {
        return ids.isEmpty() ? List.of() : lots.withIds(List.copyOf(ids));
    }

    @Transactional(readOnly = true)
    public Optional<CreditLot> ofSource(UUID source) {
        return lots.findBySource(source);
    }

    /** The lots that several sales or periods granted, by what granted them. */
    @Transactional(readOnly = true)
    public Map<UUID, CreditLot> ofSources(Collection<UUID> sources) {
        return sources.isEmpty() ? Map.of() : lots.findBySourceIn(sources).stream().collect(Collectors.toMap(CreditLot::source, lot -> lot));
    }

    /** The lots whose time is over while credits of them are free. They expire when what granted them says so: some roll over. */
    @Transactional(readOnly = true)
    public List<CreditLot> leftOver() {
        return lots.leftOver(clock.instant());
    }

    /** All lots of a client, and those shared with them, the finished ones too; what ends first first. */
    @Transactional(readOnly = true)
    public List<CreditLot> ofClient(ClientId client) {
        return lots.ofClient(client.value());
    }

    /** The bookings that have taken a credit of the lot, oldest first. */
    @Transactional(readOnly = true)
    public List<Hold> holds(LotId lot) {
        return holds.of(lot);
    }

    private List<CreditLot> of(Holder holder) {
        return switch (holder) {
            case Holder.Signed(var client) -> lots.ofClient(client.value());
            case Holder.Payer(var payer) -> lots.ofPayer(payer);
        };
    }

    private Optional<Hold> held(UUID booking) {
        return holds.find(booking).filter(hold -> hold.status() == Hold.Status.HELD);
    }

    private CreditLot changed(CreditLot lot) {
        var saved = lots.save(lot);
        events.publishEvent(new CreditsChanged(saved.id(), saved.source(), saved.change()));
        return saved;
    }

    private CreditLot lock(LotId id) {
        return lots.lock(id).orElseThrow(() -> new NoSuchElementException("There is no credit lot " + id));
    }

    /** One entry of two lines: the other side, and the lot's own on that account. */
    private void post(String cause, UUID causeId, CreditLot lot, Money value, Line other, Account account) {
        var own = other.amount().isPositive() ? Line.credit(account, value, lot.id().value(), lot.client().value()) : Line.debit(account, value, lot.id().value(), lot.client().value());
        ledger.post(cause, causeId, clock.instant(), List.of(other, own));
    }
}
