package dev.upfront.retainer;

import dev.upfront.catalog.PausePolicy;
import dev.upfront.money.Money;
import dev.upfront.retainer.CancellationQuote.Charge;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Ending a retainer: when that would be and what it still costs, and then exactly that. It ends with a period: with the one that runs, or, because of
 * notice and minimum term, with a later one. A period whose renewal has come but which was not opened yet has not begun: whoever is first, the
 * cancellation or the renewal, decides. Where a pause moves what was paid for, cancelling ends the pause, and what was left of the period goes on.
 */
@Service
@Transactional
public class Cancellations {

    private final RetainerRepository repository;
    private final PeriodRepository periods;
    private final Renewals renewals;
    private final Pauses pauses;
    private final Timeline timeline;
    private final ApplicationEventPublisher events;
    private final InstantSource clock;

    Cancellations(RetainerRepository repository, PeriodRepository periods, Renewals renewals, Pauses pauses, Timeline timeline, ApplicationEventPublisher events,
            InstantSource clock) {
        this.repository = repository;
        this.periods = periods;
        this.renewals = renewals;
        this.pauses = pauses;
        this.timeline = timeline;
        this.events = events;
        this.clock = clock;
    }

    /**
     * What cancelling now would mean. Changes nothing.
     *
     * @throws NotAllowed when it can't be cancelled, or is cancelled already
     */
    @Transactional(readOnly = true)
    public CancellationQuote quote(RetainerId id) {
        return quote(repository.findById(id).orElseThrow(() -> new RetainerUnknown(id)));
    }

    /**
     * Cancels as shown. A repeat changes nothing.
     *
     * @param shown the quote that was shown
     * @param by who cancels, such as "client" or a staff member's name
     * @throws QuoteChanged when dates or amounts are others by now; nothing was done
     */
    public Retainer cancel(RetainerId id, CancellationQuote shown, String by) {
        var retainer = repository.lock(id).orElseThrow(() -> new RetainerUnknown(id));
        if (retainer.cancelledAt() != null) {
            return retainer;
        }
        if (!quote(retainer).equals(shown)) {
            throw new QuoteChanged();
        }
        var ending = pauseMovesEnd(retainer) ? pauses.resume(id, by) : retainer;
        ending.cancel(clock.instant(), shown.endsAt());
        var cancelled = repository.save(ending);
        timeline.add(id, "Cancelled", by);
        events.publishEvent(new RetainerCancelled(id, cancelled.changes(), shown.endsAt()));
        return cancelled;
    }

    private CancellationQuote quote(Retainer retainer) {
        if (retainer.status() == RetainerStatus.ENDED || retainer.cancelledAt() != null) {
            throw new NotAllowed("This retainer is cancelled already; no more is charged than was shown then.");
        }
        return switch (retainer.status()) {
            case AGREED -> of(retainer, retainer.agreedAt());
            case TRIAL -> of(retainer, retainer.renewsAt());
            case PAUSED -> paused(retainer);
            default -> active(retainer);
        };
    }

    /** Nothing renews while it is paused, so no notice is needed; but the minimum term still has to run. */
    private CancellationQuote paused(Retainer retainer) {
        var missing = renewals.inForce(retainer).terms().minimumTerm() - retainer.renewals();
        if (missing > 0) {
            throw new NotAllowed("This retainer is paused, and %d periods of its minimum term are still to come. Nothing was changed; resume it, and you can cancel it to the end of its minimum term."
                    .formatted(missing));
        }
        return of(retainer, pauseMovesEnd(retainer) ? retainer.renewsAfterPause(clock.instant(), clock.instant(), PausePolicy.MOVE_ANCHOR) : retainer.renewsAt());
    }

    /** Whether it is paused, and its pause makes what was paid for last longer. */
    private boolean pauseMovesEnd(Retainer retainer) {
        return retainer.status() == RetainerStatus.PAUSED && renewals.inForce(retainer).terms().pausePolicy() == PausePolicy.MOVE_ANCHOR;
    }

    private CancellationQuote active(Retainer retainer) {
        var terms = renewals.inForce(retainer).terms();
        var ahead = renewals.ahead(retainer).terms();
        var charges = new ArrayList<Charge>();
        var end = retainer.renewsAt();
        while ((isTooLate(retainer, end, terms.noticeDays()) || retainer.renewals() + charges.size() < terms.minimumTerm())
                && (ahead.instalments() == null || retainer.renewals() + charges.size() < ahead.instalments())) {
            charges.add(new Charge(end, charges.isEmpty() ? retainer.nextCharge(ahead) : ahead.amount()));
            end = retainer.renewal(charges.size(), ahead.cadence());
        }
        return new CancellationQuote(end, charges, owed(retainer));
    }

    /** Days of notice are days of the practice's calendar: with 14, a period that ends on the 31st at 10:00 can be cancelled until the 17th at 10:00. */
    private boolean isTooLate(Retainer retainer, Instant end, int noticeDays) {
        return noticeDays > 0 && clock.instant().isAfter(end.atZone(retainer.zone()).minusDays(noticeDays).toInstant());
    }

    private CancellationQuote of(Retainer retainer, Instant end) {
        return new CancellationQuote(end, List.of(), owed(retainer));
    }

    private Money owed(Retainer retainer) {
        return periods.owed(retainer.id()).stream().map(RetainerPeriod::amount)
                .reduce(Money.zero(renewals.inForce(retainer).terms().amount().currency()), Money::plus);
    }
}
