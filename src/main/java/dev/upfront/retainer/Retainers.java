package dev.upfront.retainer;

import dev.upfront.catalog.PausePolicy;
import dev.upfront.catalog.RetainerPlans;
import dev.upfront.client.ClientId;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * The door of the retainer room: agreeing to one, pausing and resuming it, and looking at it. Ending one is {@link Cancellations}', changing its plan
 * {@link PlanChanges}', what its process asks for {@link RetainerFlow}'s.
 */
@Service
@Transactional
public class Retainers {

    private static final Duration LONGEST_PAUSE = Duration.ofDays(366);

    private final RetainerRepository repository;
    private final PeriodRepository periods;
    private final AgreedTermsRepository agreed;
    private final Renewals renewals;
    private final Lots lots;
    private final RetainerPlans plans;
    private final Timeline timeline;
    private final ApplicationEventPublisher events;
    private final InstantSource clock;

    Retainers(RetainerRepository repository, PeriodRepository periods, AgreedTermsRepository agreed, Renewals renewals, Lots lots, RetainerPlans plans,
            Timeline timeline, ApplicationEventPublisher events, InstantSource clock) {
        this.repository = repository;
        this.periods = periods;
        this.agreed = agreed;
        this.renewals = renewals;
        this.lots = lots;
        this.plans = plans;
        this.timeline = timeline;
        this.events = events;
        this.clock = clock;
    }

    /**
     * Keeps a copy of the plan's terms and starts the flow. Nothing is charged before contract and card are there. The same request key returns the same
     * retainer.
     *
     * @throws NotAllowed when the plan is not on sale
     */
    public Retainer agree(RetainerRequest request) {
        var earlier = repository.findByRequestKey(request.requestKey());
        if (earlier.isPresent()) {
            return earlier.get();
        }
        var plan = plans.plan(request.plan());
        if (!plan.active()) {
            throw new NotAllowed("%s is not on sale any more. Nothing was agreed or charged; please choose another plan.".formatted(plan.name()));
        }
        var now = clock.instant();
        var retainer = repository.save(Retainer.agreed(request, now));
        agreed.save(AgreedTerms.of(retainer.id(), 1, plan, now, request.by()));
        timeline.add(retainer.id(), "Agreed: " + plan.name(), request.by());
        events.publishEvent(new RetainerAgreed(retainer.id()));
        return retainer;
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
        var resumed = repository.save(retainer);
        timeline.add(id, "Resumed; renews on " + retainer.renewsAt().atZone(retainer.zone()).toLocalDate(), by);
        events.publishEvent(new RetainerResumed(id, resumed.changes()));
        return resumed;
    }

    /** @throws RetainerUnknown if there is none */
    @Transactional(readOnly = true)
    public Retainer retainer(RetainerId id) {
        return repository.findById(id).orElseThrow(() -> new RetainerUnknown(id));
    }

    @Transactional(readOnly = true)
    public Optional<Retainer> byReference(String reference) {
        return repository.findByReference(reference);
    }

    /** The retainer that a request key made. */
    @Transactional(readOnly = true)
    public Optional<Retainer> byRequestKey(String requestKey) {
        return repository.findByRequestKey(requestKey);
    }

    /** Of any status, latest first. */
    @Transactional(readOnly = true)
    public List<Retainer> ofClient(ClientId client) {
        return repository.ofClient(client);
    }

    /** Those that have not ended, oldest first. */
    @Transactional(readOnly = true)
    public List<Retainer> running(int skip, int limit) {
        return repository.running(skip, limit);
    }

    /** Those that no process took up within that time: their start message met nobody. */
    @Transactional(readOnly = true)
    public List<Retainer> notTakenUp(Duration within) {
        return repository.notTakenUp(clock.instant().minus(within));
    }

    /** What it costs and gives in the period that runs; before it begins, in the first one. */
    @Transactional(readOnly = true)
    public AgreedTerms terms(RetainerId id) {
        return renewals.inForce(retainer(id));
    }

    /** What it will cost and give from the next renewal on. */
    @Transactional(readOnly = true)
    public AgreedTerms termsAhead(RetainerId id) {
        return renewals.ahead(retainer(id));
    }

    /** In the order in which they were opened. */
    @Transactional(readOnly = true)
    public List<RetainerPeriod> periods(RetainerId id) {
        return periods.of(id);
    }

    /** @throws RetainerUnknown if there is none */
    @Transactional(readOnly = true)
    public RetainerPeriod period(RetainerPeriodId id) {
        return periods.findById(id).orElseThrow(() -> new RetainerUnknown(id));
    }

    /** What comes next; empty before it has started. */
    @Transactional(readOnly = true)
    public Optional<WhatIsNext> next(RetainerId id) {
        return Optional.of(retainer(id)).filter(Retainer::started).map(renewals::next);
    }

    @Transactional(readOnly = true)
    public List<Change> timeline(RetainerId id) {
        return timeline.of(id);
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
