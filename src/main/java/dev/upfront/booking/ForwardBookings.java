package dev.upfront.booking;

import dev.upfront.catalog.OfferingId;
import dev.upfront.catalog.RetainerTerms;
import dev.upfront.credits.CreditLot;
import dev.upfront.credits.Credits;
import dev.upfront.credits.Holder;
import dev.upfront.credits.LotId;
import dev.upfront.credits.NoCredit;
import dev.upfront.dunning.Debt;
import dev.upfront.dunning.Debts;
import dev.upfront.ledger.Account;
import dev.upfront.payment.PaymentStatus;
import dev.upfront.payment.Payments;
import dev.upfront.retainer.PeriodAhead;
import dev.upfront.retainer.PeriodStatus;
import dev.upfront.retainer.PeriodsAhead;
import dev.upfront.retainer.RetainerId;
import dev.upfront.retainer.RetainerPeriod;
import dev.upfront.retainer.RetainerPeriodId;
import dev.upfront.retainer.Retainers;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Sessions that are booked before the retainer's period that gives them is paid. Each period has as many places as it gives sessions. Once it is paid,
 * its credits pay for them in order of date; when it can't be, the sessions that have not begun are released. One that took place meanwhile is earned and
 * still to be paid: by the next credit, or, when none can come any more, by a payment of the retainer's price per session.
 */
@Service
public class ForwardBookings {

    private static final Instant EVER = Instant.parse("9999-01-01T00:00:00Z");

    private static final String NOT_PAID = "the renewal that should have paid for it was not paid";
    private static final String NO_SESSION_LEFT = "the retainer that should have paid for it has no session left at that time";
    private static final String OTHER_PLAN = "your retainer goes on with a plan that gives no such session at that time";

    private final BookingRepository repository;
    private final PeriodsAhead periods;
    private final Retainers retainers;
    private final Credits credits;
    private final Payments payments;
    private final Debts debts;
    private final Cancellations cancellations;
    private final Earnings earnings;
    private final BookingSettings settings;
    private final BookingMails mails;
    private final Timeline timeline;
    private final TransactionTemplate transaction;
    private final ApplicationEventPublisher events;
    private final InstantSource clock;

    ForwardBookings(BookingRepository repository, PeriodsAhead periods, Retainers retainers, Credits credits, Payments payments, Debts debts, Cancellations cancellations,
            Earnings earnings, BookingSettings settings, BookingMails mails, Timeline timeline, TransactionTemplate transaction, ApplicationEventPublisher events,
            InstantSource clock) {
        this.repository = repository;
        this.periods = periods;
        this.retainers = retainers;
        this.credits = credits;
        this.payments = payments;
        this.debts = debts;
        this.cancellations = cancellations;
        this.earnings = earnings;
        this.settings = settings;
        this.mails = mails;
        this.timeline = timeline;
        this.transaction = transaction;
        this.events = events;
        this.clock = clock;
    }

    /** The period that is still to be paid in which the holder could book that session now: it has a place left. */
    @Transactional(readOnly = true)
    public Optional<PeriodAhead> place(Holder holder, OfferingId offering, Instant start) {
        return ahead(holder, offering, start).stream().filter(period -> !owes(period.retainer()) && hasPlace(period, null)).findFirst();
    }

    /** How many places that period has left. */
    @Transactional(readOnly = true)
    public int placesLeft(PeriodAhead period) {
        return Math.max(0, period.sessions() - taken(period, null));
    }

    /** When the credit that an unfunded session waits for is paid; empty when it waits for none. */
    @Transactional(readOnly = true)
    public Optional<Instant> paidAt(Booking booking) {
        return booking.isUnfunded() && booking.retainer() != null ? periods.chargedAt(booking.retainer(), booking.startsAt()) : Optional.empty();
    }

    /** The sessions that would be released if that retainer ended then, next first. */
    @Transactional(readOnly = true)
    public List<Booking> releasedByEnd(RetainerId retainer, Instant end) {
        return repository.unfunded(retainer.value(), later(end), EVER).stream().filter(this::isReleasable).toList();
    }

    /** The sessions that would be released if that retainer were paused now until then, next first. */
    @Transactional(readOnly = true)
    public List<Booking> releasedByPause(RetainerId retainer, Instant until) {
        return repository.unfunded(retainer.value(), clock.instant(), periods.renewsAfterPause(retainer, clock.instant(), until)).stream().filter(this::isReleasable).toList();
    }

    /** Whether sessions could be released if that retainer went on with those terms from then on: none is by a plan that gives all that its own gives. */
    @Transactional(readOnly = true)
    public boolean mayBeReleasedByPlan(RetainerId retainer, RetainerTerms next, Instant from) {
        return !next.giveAllOf(periods.terms(retainer)) && !releasedByEnd(retainer, from).isEmpty();
    }

    /**
     * The same place, kept for the caller until its transaction ends: of two who want the last one, the second gets none.
     *
     * @param moved the session that is moved there, whatever is owed meanwhile; null for one that is booked
     */
    @Transactional(propagation = Propagation.MANDATORY)
    Optional<PeriodAhead> take(@Nullable BookingId moved, Holder holder, OfferingId offering, Instant start) {
        return ahead(holder, offering, start).stream().flatMap(found -> periods.fixed(found.retainer(), offering, start).stream())
                .filter(period -> (moved != null || !owes(period.retainer())) && hasPlace(period, moved)).findFirst();
    }

    /** Whether the package whose credit pays for a session ends before that time; a retainer's credit is exchanged instead, see {@link #moved}. */
    boolean isAfterItsPackage(Booking booking, Instant start) {
        if (booking.creditLot() == null || retainerOf(booking).isPresent()) {
            return false;
        }
        var lot = credits.lot(booking.creditLot());
        return lot.hasEnded(start) && !lot.hasEnded(booking.startsAt());
    }

    /** Whether a lot has a credit for somebody else: those that sessions booked ahead wait for are theirs from the moment the renewal is paid. */
    @Transactional(propagation = Propagation.MANDATORY)
    boolean hasToSpare(CreditLot lot) {
        return hasToSpare(lot, null);
    }

    /** @param moved the session that wants it: it takes none from itself */
    private boolean hasToSpare(CreditLot lot, @Nullable BookingId moved) {
        return lot.free() > waitingFor(lot).stream().filter(waiting -> !waiting.id().equals(moved)).count();
    }

    /**
     * What pays for a session at its new time: the credit that it has, a credit of the period that is paid, or the renewal of one that is not.
     *
     * @throws NotAllowed when nothing of its retainer would
     */
    @Transactional(propagation = Propagation.MANDATORY)
    void moved(Booking booking) {
        var retainer = retainerOf(booking);
        if (retainer.isEmpty() || booking.funding() == Funding.BILLED) {
            return;
        }
        var holder = new Holder.Payer(retainer.get().value());
        var lot = booking.creditLot();
        Predicate<CreditLot> mayGive = candidate -> hasToSpare(candidate, booking.id());
        if (lot == null && credits.usable(holder, booking.offering(), booking.startsAt()).stream().anyMatch(mayGive)) {
            pay(booking, holder, mayGive);
        } else if (lot == null || credits.lot(lot).hasEnded(booking.startsAt()) && periods.renews(retainer.get())) {
            var place = take(booking.id(), holder, booking.offering(), booking.startsAt()).orElseThrow(() -> new NotAllowed(
                    "At that time your retainer has no session left to book. Nothing was changed; please choose another time."));
            credits.release(booking.id().value());
            booking.waitFor(place);
        }
    }

    /**
     * A retainer's lot has free credits: they, and those that rolled over, pay for the sessions that wait and begin before they end, in order of date,
     * each in a transaction of its own. What gets none waits on. A repeat changes nothing.
     */
    public void fund(LotId id) {
        var lot = credits.lot(id);
        if (lot.free() == 0) {
            return;
        }
        for (var waiting : waitingFor(lot)) {
            try {
                transaction.executeWithoutResult(status -> fund(lock(waiting.id())));
            } catch (NoCredit takenMeanwhile) {
                continue;
            }
        }
    }

    /**
     * A period was paid, or will never be: what it gives pays, and what took place without being paid is asked for. What it has no credit for is released,
     * and so is what lies in a renewal that is left out as it was paid late.
     */
    public void settled(RetainerPeriodId id) {
        var period = retainers.period(id);
        if (period.status() == PeriodStatus.PAID) {
            credits.ofSource(id.value()).map(CreditLot::id).ifPresent(this::fund);
            release(period.retainer(), booking -> !hasCredit(booking) && (period.runsAt(booking.startsAt()) || !periods.mayBePaid(period.retainer(), booking.startsAt())), NO_SESSION_LEFT);
        }
        if (!period.status().isOwed()) {
            bill(period.retainer());
        }
        if (period.status() == PeriodStatus.GIVEN_UP) {
            release(period.retainer(), booking -> booking.startsAt().isBefore(period.endsAt()), NOT_PAID);
        }
    }

    /**
     * The renewal of that period failed, and policy releases what waits for that retainer and has not begun. Nothing happens when it is paid meanwhile,
     * and when it is something else that was not paid: then nothing waits for it.
     */
    public void releaseUnpaid(RetainerPeriodId id) {
        retainers.findPeriod(id).filter(period -> period.kind() == RetainerPeriod.Kind.RENEWAL && period.status() != PeriodStatus.PAID)
                .ifPresent(period -> release(period.retainer(), booking -> isUnpaid(id), NOT_PAID, () -> Optional.ofNullable(period.payment()).ifPresent(debts::sessionsReleased)));
    }

    /** The period itself is settled only when dunning has ended: until then its payment knows first that the money is there. */
    private boolean isUnpaid(RetainerPeriodId id) {
        return payments.ofSubject(id.value()).stream().noneMatch(payment -> payment.status() == PaymentStatus.PAID);
    }

    /** That retainer goes on with another plan: in each period, what waits beyond the sessions that it gives is released, the latest first. */
    public void planChanged(RetainerId id) {
        var places = new HashMap<Instant, Integer>();
        var without = repository.unfunded(id.value(), clock.instant(), EVER).stream()
                .filter(booking -> periods.toPayFor(id, booking.offering(), booking.startsAt())
                        .filter(period -> places.merge(period.startsAt(), 1, Integer::sum) <= period.sessions()).isEmpty())
                .map(Booking::id).collect(Collectors.toSet());
        release(id, booking -> without.contains(booking.id()), OTHER_PLAN);
    }

    /** That retainer is to end then: what waits for a renewal after it is released. */
    public void endsAt(RetainerId id, Instant end) {
        release(id, booking -> !booking.startsAt().isBefore(end), "the retainer that should have paid for it ends before");
    }

    /** That retainer has ended: nothing renews it any more. */
    public void ended(RetainerId id) {
        release(id, booking -> !periods.mayBePaid(id, booking.startsAt()), "the retainer that should have paid for it has ended");
        bill(id);
    }

    /** That retainer is paused: what lies before its next renewal is released. */
    public void paused(RetainerId id) {
        var retainer = retainers.retainer(id);
        if (retainer.pausedAt() != null && retainer.resumesAt() != null) {
            var renews = periods.renewsAfterPause(id, retainer.pausedAt(), retainer.resumesAt());
            release(id, booking -> booking.startsAt().isBefore(renews), "the retainer that should have paid for it is paused");
        }
    }

    /** The session took place. @return whether its price is asked for now, because no credit can come for it */
    @Transactional(propagation = Propagation.MANDATORY)
    boolean billIfLost(Booking booking) {
        var retainer = booking.retainer();
        if (!booking.isUnfunded() || retainer == null || periods.mayBePaid(retainer, booking.startsAt())) {
            return false;
        }
        booking.bill();
        repository.save(booking);
        timeline.add(booking.id(), "No credit came for it: the price of the session is owed", Timeline.FLOW);
        return true;
    }

    private void bill(RetainerId retainer) {
        repository.unfunded(retainer.value(), Instant.EPOCH, EVER).stream().filter(booking -> booking.status() == BookingStatus.DELIVERED).forEach(booking ->
                transaction.executeWithoutResult(status -> {
                    var locked = lock(booking.id());
                    if (locked.status() == BookingStatus.DELIVERED && billIfLost(locked) && locked.sessionPrice().isPositive()) {
                        payments.request(BookingFlow.balanceOf(locked));
                        events.publishEvent(new BookingBilled(locked.id()));
                    }
                }));
    }

    private void release(RetainerId retainer, Predicate<Booking> concerned, String because) {
        release(retainer, concerned, because, () -> {});
    }

    /** @param released what else is done for each that is released, in its transaction */
    private void release(RetainerId retainer, Predicate<Booking> concerned, String because, Runnable released) {
        repository.unfunded(retainer.value(), clock.instant(), EVER).stream().filter(concerned).forEach(booking -> transaction.executeWithoutResult(status -> {
            var locked = lock(booking.id());
            if (isReleasable(locked) && concerned.test(locked)) {
                cancellations.release(locked, because);
                mails.tellProviderReleased(locked, because);
                released.run();
            }
        }));
    }

    /** One that has begun takes place. */
    private boolean isReleasable(Booking booking) {
        return booking.isUnfunded() && !booking.status().ended() && clock.instant().isBefore(booking.startsAt());
    }

    private List<Booking> waitingFor(CreditLot lot) {
        return repository.unfunded(lot.payer(), Instant.EPOCH, lot.expiresAt() == null ? EVER : lot.expiresAt());
    }

    private boolean hasCredit(Booking booking) {
        return booking.retainer() != null && !credits.usable(new Holder.Payer(booking.retainer().value()), booking.offering(), booking.startsAt()).isEmpty();
    }

    private void fund(Booking booking) {
        var stillWanted = !booking.status().ended() || booking.status() == BookingStatus.DELIVERED;
        if (!booking.isUnfunded() || booking.retainer() == null || !stillWanted) {
            return;
        }
        if (!hasCredit(booking)) {
            return;
        }
        if (booking.status() == BookingStatus.DELIVERED) {
            earnings.fundedLate(booking);
        }
        pay(booking, new Holder.Payer(booking.retainer().value()), any -> true);
        repository.save(booking);
        if (booking.status() == BookingStatus.DELIVERED) {
            credits.use(booking.id().value(), booking.offering(), Account.REVENUE);
        }
    }

    private void pay(Booking booking, Holder holder, Predicate<CreditLot> mayGive) {
        var lot = credits.hold(booking.id().value(), holder, booking.offering(), booking.startsAt(), mayGive);
        booking.fundedBy(lot.id());
        timeline.add(booking.id(), "Paid with a credit of %s (%s)".formatted(lot.name(), lot.reference()), Timeline.FLOW);
    }

    private Optional<RetainerId> retainerOf(Booking booking) {
        return booking.retainer() != null ? Optional.of(booking.retainer())
                : Optional.ofNullable(booking.creditLot()).map(lot -> new RetainerId(credits.lot(lot).payer())).filter(retainers::exists);
    }

    private List<PeriodAhead> ahead(Holder holder, OfferingId offering, Instant start) {
        return switch (holder) {
            case Holder.Signed(var client) -> periods.of(client, offering, start);
            case Holder.Payer(var payer) -> periods.of(new RetainerId(payer), offering, start).stream().toList();
        };
    }

    /** Whether the card did not pay an amount of that retainer, so that the client is asked for it: the period itself is due all that time. */
    private boolean owes(RetainerId retainer) {
        return retainers.periods(retainer).stream().filter(period -> period.status().isOwed()).flatMap(period -> Stream.ofNullable(period.payment()))
                .anyMatch(payment -> debts.find(payment).filter(Debt::isOpen).isPresent());
    }

    private boolean hasPlace(PeriodAhead period, @Nullable BookingId moved) {
        return taken(period, moved) < period.sessions();
    }

    private int taken(PeriodAhead period, @Nullable BookingId moved) {
        return (int) repository.unfunded(period.retainer().value(), period.startsAt(), period.endsAt()).stream().filter(booking -> !booking.id().equals(moved)).count();
    }

    /** What has begun by now is not released. */
    private Instant later(Instant moment) {
        return moment.isAfter(clock.instant()) ? moment : clock.instant();
    }

    private Booking lock(BookingId id) {
        return repository.lock(id).orElseThrow(() -> new BookingUnknown(id.toString()));
    }
}
