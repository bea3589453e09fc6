package dev.upfront.retainer;

import dev.upfront.catalog.OfferingId;
import dev.upfront.catalog.RetainerTerms;
import dev.upfront.client.ClientId;
import dev.upfront.money.Money;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * The periods of retainers that are still to be paid: those that renew, as far ahead as may be booked, and the one whose amount is being collected.
 * None while the first period is owed or collecting one has ended without its money, while it is paused, beyond its end, and after the last instalment.
 */
@Service
@Transactional(readOnly = true)
public class PeriodsAhead {

    private static final Set<RetainerStatus> RENEWS = Set.of(RetainerStatus.ACTIVE, RetainerStatus.TRIAL);

    private static final int ANY = Integer.MAX_VALUE;

    private final RetainerRepository repository;
    private final PeriodRepository periods;
    private final AgreedTermsRepository agreed;
    private final Renewals renewals;
    private final RetainerSettings settings;

    PeriodsAhead(RetainerRepository repository, PeriodRepository periods, AgreedTermsRepository agreed, Renewals renewals, RetainerSettings settings) {
        this.repository = repository;
        this.periods = periods;
        this.agreed = agreed;
        this.renewals = renewals;
        this.settings = settings;
    }

    /** Those of a client's retainers in which a session of that offering could start at that moment. */
    public List<PeriodAhead> of(ClientId client, OfferingId offering, Instant start) {
        return repository.ofClient(client).stream().flatMap(retainer -> find(retainer, offering, start).stream()).toList();
    }

    /** The one of that retainer, if there is such a retainer, in which a session of that offering could start at that moment. */
    public Optional<PeriodAhead> of(RetainerId id, OfferingId offering, Instant start) {
        return repository.findById(id).flatMap(retainer -> find(retainer, offering, start));
    }

    /** The same, as it stays until the caller's transaction ends: others who want a place in it, its renewal and its end wait. */
    @Transactional(propagation = Propagation.MANDATORY)
    public Optional<PeriodAhead> fixed(RetainerId id, OfferingId offering, Instant start) {
        return repository.lock(id).flatMap(retainer -> find(retainer, offering, start));
    }

    /** Whether it renews: it runs and is not paused. */
    public boolean renews(RetainerId id) {
        return repository.findById(id).filter(retainer -> RENEWS.contains(retainer.status())).isPresent();
    }

    /** The terms by which it goes on at its next renewal. */
    public RetainerTerms terms(RetainerId id) {
        return repository.findById(id).map(renewals::ahead).orElseThrow(() -> new RetainerUnknown(id)).terms();
    }

    /** When the period of that moment is charged, or was; empty when none will ever be. */
    public Optional<Instant> chargedAt(RetainerId id, Instant moment) {
        return repository.findById(id).filter(Retainer::started).flatMap(retainer -> opened(retainer, moment).map(RetainerPeriod::startsAt)
                .or(() -> ahead(retainer, ANY, moment).map(number -> renewals.at(retainer, number))));
    }

    /** Whether the period of that moment may still be paid: it is owed, or it was not opened yet and will be. */
    public boolean mayBePaid(RetainerId id, Instant moment) {
        return repository.findById(id).filter(Retainer::started).map(retainer -> opened(retainer, moment).map(period -> period.status().isOwed())
                .orElseGet(() -> ahead(retainer, ANY, moment).isPresent())).orElse(false);
    }

    /** When a running retainer would renew first if it were paused until then, or is. */
    public Instant renewsAfterPause(RetainerId id, Instant pausedAt, Instant until) {
        var retainer = repository.findById(id).orElseThrow(() -> new RetainerUnknown(id));
        return retainer.renewsAfterPause(pausedAt, until, renewals.inForce(retainer).terms().pausePolicy());
    }

    /** The period whose credits are to pay for a session of that offering at that moment, however far ahead, and whatever is owed now. */
    public Optional<PeriodAhead> toPayFor(RetainerId id, OfferingId offering, Instant start) {
        return repository.findById(id).flatMap(retainer -> toPayFor(retainer, offering, start, ANY));
    }

    private Optional<PeriodAhead> find(Retainer retainer, OfferingId offering, Instant start) {
        if (!RENEWS.contains(retainer.status()) || periods.owed(retainer.id()).stream().anyMatch(period -> period.status() == PeriodStatus.UNPAID || period.number() == 1)) {
            return Optional.empty();
        }
        return toPayFor(retainer, offering, start, settings.bookAhead());
    }

    private Optional<PeriodAhead> toPayFor(Retainer retainer, OfferingId offering, Instant start, int most) {
        var due = periods.dueRenewal(retainer.id()).filter(period -> period.runsAt(start))
                .map(period -> ahead(retainer, agreed.findById(period.agreedTerms()).orElseThrow(), period.startsAt(), period.endsAt()));
        return due.or(() -> ahead(retainer, most, start).map(number ->
                        ahead(retainer, renewals.ahead(retainer), renewals.at(retainer, number), renewals.at(retainer, number + 1))))
                .filter(period -> period.sessions() > 0 && covers(retainer, period, offering));
    }

    private boolean covers(Retainer retainer, PeriodAhead period, OfferingId offering) {
        var terms = period.startsAt().isBefore(retainer.renewsAt()) ? renewals.inForce(retainer) : renewals.ahead(retainer);
        return terms.terms().offerings().contains(offering);
    }

    /** Which renewal ahead opens the period of that moment; empty when none does. */
    private Optional<Integer> ahead(Retainer retainer, int most, Instant moment) {
        if (retainer.status() == RetainerStatus.ENDED || moment.isBefore(retainer.renewsAt())) {
            return Optional.empty();
        }
        var rhythm = renewals.ahead(retainer).terms().cadence();
        var number = 0;
        while (number < most && !retainer.renewal(number + 1, rhythm).isAfter(moment)) {
            number++;
        }
        return number < most && renewals.opens(retainer, number) ? Optional.of(number) : Optional.empty();
    }

    private Optional<RetainerPeriod> opened(Retainer retainer, Instant moment) {
        return periods.of(retainer.id()).reversed().stream().filter(period -> period.kind() == RetainerPeriod.Kind.RENEWAL && period.runsAt(moment)).findFirst();
    }

    private static PeriodAhead ahead(Retainer retainer, AgreedTerms agreed, Instant from, Instant to) {
        var terms = agreed.terms();
        var perSession = terms.sessions() == 0 ? Money.zero(terms.amount().currency()) : terms.amount().share(1, terms.sessions());
        return new PeriodAhead(retainer.id(), retainer.reference(), agreed.name(), from, to, terms.sessions(),
                perSession.isLargeEnoughToCharge() ? perSession : Money.zero(perSession.currency()));
    }
}
