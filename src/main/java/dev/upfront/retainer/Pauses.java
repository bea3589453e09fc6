package dev.upfront.retainer;

import dev.upfront.catalog.PausePolicy;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Pausing a retainer, and letting it go on. */
@Service
@Transactional
public class Pauses {

    private static final Duration LONGEST_PAUSE = Duration.ofDays(366);

    private final RetainerRepository repository;
    private final PeriodRepository periods;
    private final Renewals renewals;
    private final Lots lots;
    private final Timeline timeline;
    private final ApplicationEventPublisher events;
    private final InstantSource clock;

    Pauses(RetainerRepository repository, PeriodRepository periods, Renewals renewals, Lots lots, Timeline timeline, ApplicationEventPublisher events,
            InstantSource clock) {
        this.repository = repository;
        this.periods = periods;
        this.renewals = renewals;
        this.lots = lots;
        this.timeline = timeline;
        this.events = events;
        this.clock = clock;
    }

    /**
     * Lets nothing renew until then; what was paid for can be used. A repeat changes nothing, another end replaces the one before.
     *
     * @param until when it goes on by itself, within a year; resuming it earlier is always possible
     * @param by who pauses it, such as "client" or a staff member's name
     * @throws NotAllowed when its terms or its state do not allow it
     */
    public Retainer pause(RetainerId id, Instant until, String by) {
        var retainer = lock(id);
        if (until.equals(retainer.resumesAt())) {
            return retainer;
        }
        checkPausable(retainer, until);
        retainer.pause(clock.instant(), until);
        var paused = repository.save(retainer);
        timeline.add(id, "Paused until " + until.atZone(retainer.zone()).toLocalDate(), by);
        events.publishEvent(new RetainerPaused(id, paused.changes(), until));
        return paused;
    }

    /**
     * What pausing until then would mean. Changes nothing.
     *
     * @throws NotAllowed as pausing does
     */
    @Transactional(readOnly = true)
    public PauseQuote quote(RetainerId id, Instant until) {
        var retainer = repository.findById(id).orElseThrow(() -> new RetainerUnknown(id));
        checkPausable(retainer, until);
        return quoted(retainer, until, retainer.status() == RetainerStatus.PAUSED ? null : renewals.at(retainer, 0));
    }

    /**
     * What letting it go on now would mean. Changes nothing.
     *
     * @throws NotAllowed when it is not paused
     */
    @Transactional(readOnly = true)
    public PauseQuote resumeQuote(RetainerId id) {
        var retainer = repository.findById(id).orElseThrow(() -> new RetainerUnknown(id));
        if (retainer.status() != RetainerStatus.PAUSED) {
            throw new NotAllowed("This retainer is not paused. Nothing was changed.");
        }
        return quoted(retainer, clock.instant(), null);
    }

    private PauseQuote quoted(Retainer retainer, Instant until, @Nullable Instant before) {
        var next = retainer.renewsAfterPause(clock.instant(), until, renewals.inForce(retainer).terms().pausePolicy());
        var moves = next.isAfter(retainer.renewsAt()) && renewals.inForce(retainer).terms().pausePolicy() == PausePolicy.MOVE_ANCHOR;
        return new PauseQuote(until, before, next, moves ? next : retainer.renewsAt(), retainer.nextCharge(renewals.ahead(retainer).terms()));
    }

    /** Lets it renew again, on the days that its terms say. Nothing happens when it is not paused. */
    public Retainer resume(RetainerId id, String by) {
        var retainer = lock(id);
        if (retainer.status() != RetainerStatus.PAUSED) {
            return retainer;
        }
        var pausedAt = retainer.pausedAt();
        var movesEnd = retainer.resume(clock.instant(), renewals.inForce(retainer).terms().pausePolicy()) > 0;
        periods.lastRenewal(id).filter(period -> movesEnd && pausedAt != null && period.runsAt(pausedAt))
                .ifPresent(running -> extend(running, retainer.renewsAt()));
        lots.followInstalments(retainer);
        var resumed = repository.save(retainer);
        timeline.add(id, "Resumed; renews on " + retainer.renewsAt().atZone(retainer.zone()).toLocalDate(), by);
        events.publishEvent(new RetainerResumed(id, resumed.changes()));
        return resumed;
    }

    private void checkPausable(Retainer retainer, Instant until) {
        var now = clock.instant();
        if (retainer.status() != RetainerStatus.ACTIVE && retainer.status() != RetainerStatus.PAUSED) {
            throw new NotAllowed("Only a retainer that renews can be paused. Nothing was changed.");
        }
        if (renewals.inForce(retainer).terms().pausePolicy() == PausePolicy.NOT_ALLOWED) {
            throw new NotAllowed("This retainer can't be paused by its terms. Nothing was changed; you can still cancel it.");
        }
        if (retainer.cancelledAt() != null) {
            throw new NotAllowed("This retainer is cancelled already and can't be paused. Nothing was changed.");
        }
        if (renewals.complete(retainer)) {
            throw new NotAllowed("All instalments of this retainer are charged, so there is nothing to pause. Nothing was changed; what is paid for can be used until it ends.");
        }
        if (!periods.owed(retainer.id()).isEmpty()) {
            throw new NotAllowed("A period of this retainer is being charged or is not paid yet. Nothing was changed; once it is paid you can pause.");
        }
        if (!until.isAfter(now) || until.isAfter(now.plus(LONGEST_PAUSE))) {
            throw new NotAllowed("Choose an end of the pause that is ahead, at most a year from now. Nothing was changed.");
        }
    }

    private void extend(RetainerPeriod running, Instant end) {
        lots.extend(running.retainer(), running.endsAt(), end);
        periods.of(running.retainer()).stream().filter(period -> period.renewal() == running.renewal()).forEach(period -> {
            period.extend(end);
            periods.save(period);
        });
    }

    private Retainer lock(RetainerId id) {
        return repository.lock(id).orElseThrow(() -> new RetainerUnknown(id));
    }
}
