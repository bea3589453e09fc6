package dev.upfront.retainer;

import dev.upfront.catalog.ChangePolicy;
import dev.upfront.catalog.RetainerPlan;
import dev.upfront.catalog.RetainerPlanId;
import dev.upfront.catalog.RetainerPlans;
import dev.upfront.catalog.RetainerTerms;
import dev.upfront.retainer.PlanChangeQuote.When;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Going on with another plan: what that would mean to the minor unit, and then exactly that. What gives and costs more in the same rhythm can begin at
 * once, with the rest of the period prorated; everything else begins at the next renewal, so that what was paid for is neither taken away nor given back.
 */
@Service
@Transactional
public class PlanChanges {

    /** For so long a quote can be confirmed. */
    private static final Duration SHOWN_FOR = Duration.ofMinutes(30);

    private final RetainerRepository repository;
    private final PeriodRepository periods;
    private final AgreedTermsRepository agreed;
    private final Renewals renewals;
    private final Settling settling;
    private final RetainerPlans plans;
    private final Timeline timeline;
    private final ApplicationEventPublisher events;
    private final InstantSource clock;

    PlanChanges(RetainerRepository repository, PeriodRepository periods, AgreedTermsRepository agreed, Renewals renewals, Settling settling,
            RetainerPlans plans, Timeline timeline, ApplicationEventPublisher events, InstantSource clock) {
        this.repository = repository;
        this.periods = periods;
        this.agreed = agreed;
        this.renewals = renewals;
        this.settling = settling;
        this.plans = plans;
        this.timeline = timeline;
        this.events = events;
        this.clock = clock;
    }

    /**
     * What going on with that plan would mean. Changes nothing.
     *
     * @throws NotAllowed with a sentence, when it can't be changed so
     */
    @Transactional(readOnly = true)
    public PlanChangeQuote preview(RetainerId id, RetainerPlanId plan, When when) {
        var retainer = repository.findById(id).orElseThrow(() -> new RetainerUnknown(id));
        return quote(retainer, plans.plan(plan), when, clock.instant().truncatedTo(ChronoUnit.SECONDS));
    }

    /**
     * Changes the plan as shown. A repeat changes nothing.
     *
     * @param shown the quote that was shown, not longer ago than half an hour
     * @param by who changes it, such as "client" or a staff member's name
     * @return the rest of the running period, opened to collect the difference; null when nothing is collected now
     * @throws QuoteChanged when the amounts are others by now; nothing was done
     * @throws NotAllowed with a sentence, when it can't be changed so any more
     */
    public @Nullable RetainerPeriod change(RetainerId id, PlanChangeQuote shown, String by) {
        var retainer = repository.lock(id).orElseThrow(() -> new RetainerUnknown(id));
        if (renewals.ahead(retainer).plan().equals(shown.plan()) && isDone(retainer, shown)) {
            return rest(retainer, shown);
        }
        var now = clock.instant();
        var plan = plans.plan(shown.plan());
        if (shown.at().isAfter(now) || shown.at().plus(SHOWN_FOR).isBefore(now) || !quote(retainer, plan, shown.when(), shown.at()).equals(shown)) {
            throw new QuoteChanged();
        }
        var terms = agreed.save(AgreedTerms.of(id, retainer.periods() + 1, plan, now, by));
        var rest = shown.when() == When.NOW ? openRest(retainer, terms, shown) : null;
        retainer.planChanged();
        var changed = repository.save(retainer);
        timeline.add(id, "Goes on as %s from %s".formatted(plan.name(), shown.effectiveAt().atZone(retainer.zone()).toLocalDate()), by);
        events.publishEvent(new PlanChanged(id, changed.changes(), rest == null || !rest.status().isOwed() ? null : rest.id()));
        return rest;
    }

    private RetainerPeriod openRest(Retainer retainer, AgreedTerms terms, PlanChangeQuote shown) {
        var opened = periods.save(RetainerPeriod.rest(retainer, terms, shown, shown.renewsAt(), clock.instant()));
        retainer.restOpened();
        return opened.amount().isZero() ? settling.settle(retainer, opened) : opened;
    }

    private boolean isDone(Retainer retainer, PlanChangeQuote shown) {
        return shown.when() == When.AT_RENEWAL || rest(retainer, shown) != null;
    }

    private @Nullable RetainerPeriod rest(Retainer retainer, PlanChangeQuote shown) {
        return periods.of(retainer.id()).stream()
                .filter(period -> period.kind() == RetainerPeriod.Kind.CHANGE && period.startsAt().equals(shown.at())).findFirst().orElse(null);
    }

    /** Why not every plan can follow yet, in a sentence: while a minimum term runs, no change makes it shorter or cheaper. */
    @Transactional(readOnly = true)
    public Optional<String> bound(RetainerId id) {
        return bound(repository.findById(id).orElseThrow(() -> new RetainerUnknown(id)));
    }

    private Optional<String> bound(Retainer retainer) {
        var minimum = renewals.inForce(retainer).terms().minimumTerm();
        return retainer.status() == RetainerStatus.TRIAL || retainer.renewals() >= minimum ? Optional.empty()
                : Optional.of("Until its minimum term of %d charges is over, only a plan that costs at least as much in the same rhythm and has at least that minimum term can follow.".formatted(minimum));
    }

    private PlanChangeQuote quote(Retainer retainer, RetainerPlan plan, When when, Instant at) {
        check(retainer, plan);
        if (when == When.AT_RENEWAL) {
            return PlanChangeQuote.atRenewal(plan, at, retainer.renewsAt(), retainer.nextCharge(plan.terms()));
        }
        var old = renewals.inForce(retainer).terms();
        var running = running(retainer, at);
        checkNow(old, plan.terms());
        var quote = PlanChangeQuote.now(old, plan, at, running.endsAt(), running.length());
        if (old.sessions() > 0 && quote.sessions() == 0) {
            throw new NotAllowed("Too little of this period is left for another session. Nothing was changed; the change can begin at the next renewal.");
        }
        return quote;
    }

    private void check(Retainer retainer, RetainerPlan plan) {
        if (retainer.status() != RetainerStatus.ACTIVE && retainer.status() != RetainerStatus.TRIAL || retainer.cancelledAt() != null) {
            throw new NotAllowed("Only a retainer that renews can go on with another plan. Nothing was changed.");
        }
        if (!plan.active()) {
            throw new NotAllowed("%s is not on sale any more. Nothing was changed; please choose another plan.".formatted(plan.name()));
        }
        if (renewals.inForce(retainer).terms().instalments() != null || plan.terms().instalments() != null) {
            throw new NotAllowed("Instalments run to their end and can't become another plan, nor another plan instalments. Nothing was changed.");
        }
        if (renewals.ahead(retainer).plan().equals(plan.id())) {
            throw new NotAllowed("This retainer goes on with %s already. Nothing was changed.".formatted(plan.name()));
        }
        if (!plan.terms().amount().currency().equals(renewals.inForce(retainer).terms().amount().currency())) {
            throw new NotAllowed("A retainer can't change its currency. Nothing was changed; cancel it and agree to the other one.");
        }
        checkMinimumTerm(retainer, renewals.inForce(retainer).terms(), plan.terms());
    }

    private void checkMinimumTerm(Retainer retainer, RetainerTerms old, RetainerTerms plan) {
        var keepsIt = plan.cadence() == old.cadence() && plan.amount().compareTo(old.amount()) >= 0 && plan.minimumTerm() >= old.minimumTerm();
        bound(retainer).filter(sentence -> !keepsIt).ifPresent(sentence -> {
            throw new NotAllowed(sentence + " Nothing was changed.");
        });
    }

    /** Checks that the other plan can begin in the middle of a period. */
    private static void checkNow(RetainerTerms old, RetainerTerms plan) {
        if (old.changePolicy() != ChangePolicy.NOW || old.cadence() != plan.cadence()) {
            throw new NotAllowed("This change can begin at the next renewal only. Nothing was changed.");
        }
        if (plan.amount().compareTo(old.amount()) < 0 || plan.sessions() < old.sessions() || old.sessions() == 0 && plan.sessions() > 0) {
            throw new NotAllowed("What was paid for this period stays yours until its end: the change can begin at the next renewal. Nothing was changed.");
        }
    }

    /** The period that runs and is paid. */
    private RetainerPeriod running(Retainer retainer, Instant at) {
        if (!periods.owed(retainer.id()).isEmpty()) {
            throw new NotAllowed("A period of this retainer is being charged or is not paid yet. Nothing was changed and nothing more is charged: change at the next renewal, or again once it is paid.");
        }
        return periods.lastRenewal(retainer.id()).filter(period -> period.runsAt(at) && period.runsAt(clock.instant()) && period.status() == PeriodStatus.PAID)
                .orElseThrow(() -> new NotAllowed("No paid period runs at the moment. Nothing was changed; the change can begin at the next renewal."));
    }
}
