package dev.upfront.retainer;

import dev.upfront.catalog.RetainerPlans;
import dev.upfront.client.ClientId;
import dev.upfront.onboarding.Onboarding;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * The door of the retainer room: agreeing to one, and looking at it. Pausing one is {@link Pauses}', ending it {@link Cancellations}', changing its plan
 * {@link PlanChanges}', and what its process asks for {@link RetainerFlow}'s.
 */
@Service
@Transactional
public class Retainers {

    private final RetainerRepository repository;
    private final PeriodRepository periods;
    private final AgreedTermsRepository agreed;
    private final Renewals renewals;
    private final RetainerPlans plans;
    private final Onboarding onboarding;
    private final RetainerFacts facts;
    private final RetainerMails mails;
    private final Timeline timeline;
    private final ApplicationEventPublisher events;
    private final InstantSource clock;

    Retainers(RetainerRepository repository, PeriodRepository periods, AgreedTermsRepository agreed, Renewals renewals, RetainerPlans plans,
            Onboarding onboarding, RetainerFacts facts, RetainerMails mails, Timeline timeline, ApplicationEventPublisher events, InstantSource clock) {
        this.repository = repository;
        this.periods = periods;
        this.agreed = agreed;
        this.renewals = renewals;
        this.plans = plans;
        this.onboarding = onboarding;
        this.facts = facts;
        this.mails = mails;
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
        var terms = agreed.save(AgreedTerms.of(retainer.id(), 1, plan, now, request.by()));
        onboarding.describe(retainer.id().value(), facts.of(retainer, terms));
        mails.sendAgreed(retainer, terms);
        timeline.add(retainer.id(), "Agreed: " + plan.name(), request.by());
        events.publishEvent(new RetainerAgreed(retainer.id()));
        return retainer;
    }

    /** @throws RetainerUnknown if there is none */
    @Transactional(readOnly = true)
    public Retainer retainer(RetainerId id) {
        return repository.findById(id).orElseThrow(() -> new RetainerUnknown(id));
    }

    /** The retainer that a link is about: its own, or one to pay a period of it. */
    @Transactional(readOnly = true)
    public Optional<Retainer> ofSubject(UUID subject) {
        return repository.findById(new RetainerId(subject))
                .or(() -> periods.findById(new RetainerPeriodId(subject)).flatMap(period -> repository.findById(period.retainer())));
    }

    @Transactional(readOnly = true)
    public boolean exists(RetainerId id) {
        return repository.findById(id).isPresent();
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

    /** The period with that id, if there is one. */
    @Transactional(readOnly = true)
    public Optional<RetainerPeriod> findPeriod(RetainerPeriodId id) {
        return periods.findById(id);
    }

    /** What comes next; empty before it has started. */
    @Transactional(readOnly = true)
    public Optional<WhatIsNext> next(RetainerId id) {
        return Optional.of(retainer(id)).filter(Retainer::started).map(renewals::next);
    }

    /** When it is charged next, the charge that ends a pause included; empty before it has started and when nothing more is charged. */
    @Transactional(readOnly = true)
    public Optional<Instant> nextChargeAt(RetainerId id) {
        return Optional.of(retainer(id)).filter(Retainer::started).flatMap(retainer -> renewals.chargeNotBefore(retainer, clock.instant()));
    }

    @Transactional(readOnly = true)
    public List<Change> timeline(RetainerId id) {
        return timeline.of(id);
    }
}
