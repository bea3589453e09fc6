package dev.upfront.retainer;

import dev.upfront.catalog.Catalog;
import dev.upfront.credits.Credits;
import dev.upfront.payment.PaymentId;
import dev.upfront.payment.PaymentRequest;
import dev.upfront.payment.Payments;
import dev.upfront.payment.Purpose;
import dev.upfront.retainer.WhatIsNext.Step;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** What the retainer's processes ask this room for, one method per task. Every method may be called twice and has one effect. */
@Service
@Transactional
public class RetainerFlow {

    private final RetainerRepository repository;
    private final PeriodRepository periods;
    private final AgreedTermsRepository agreed;
    private final Renewals renewals;
    private final Retainers retainers;
    private final Pauses pauses;
    private final Settling settling;
    private final Earnings earnings;
    private final Lots lots;
    private final Credits credits;
    private final Payments payments;
    private final Catalog catalog;
    private final RetainerMails mails;
    private final Timeline timeline;
    private final RetainerSettings settings;
    private final ApplicationEventPublisher events;
    private final InstantSource clock;

    RetainerFlow(RetainerRepository repository, PeriodRepository periods, AgreedTermsRepository agreed, Renewals renewals, Retainers retainers,
            Pauses pauses, Settling settling, Earnings earnings, Lots lots, Credits credits, Payments payments, Catalog catalog, RetainerMails mails, Timeline timeline, RetainerSettings settings,
            ApplicationEventPublisher events, InstantSource clock) {
        this.repository = repository;
        this.periods = periods;
        this.agreed = agreed;
        this.renewals = renewals;
        this.retainers = retainers;
        this.pauses = pauses;
        this.settling = settling;
        this.earnings = earnings;
        this.lots = lots;
        this.credits = credits;
        this.payments = payments;
        this.catalog = catalog;
        this.mails = mails;
        this.timeline = timeline;
        this.settings = settings;
        this.events = events;
        this.clock = clock;
    }

    /**
     * A payment that the process shall collect, until when, and how often the client is reminded (an ISO 8601 repeating interval).
     *
     * @param staffDecide read by flows that began before dunning: whether staff decide when it is not paid in time
     */
    public record Collection(PaymentId payment, Instant deadline, String reminders, boolean staffDecide) {}

    /**
     * What a retainer needs before it begins; nothing once it has begun.
     *
     * @param until when it is given up otherwise
     * @param cardFirst whether a card is kept before it begins: with a trial, nothing is paid that would keep one
     */
    public record Start(Retainer retainer, boolean stillWanted, Instant until, List<String> contracts, boolean cardFirst) {}

    /** The process says that it leads this retainer now. One that the engine lost is taken up anew: what comes next is asked for. */
    public Start takeUp(RetainerId id, long processInstanceKey) {
        var retainer = lock(id);
        var wanted = retainer.status() != RetainerStatus.ENDED;
        if (wanted) {
            retainer.takeUp(clock.instant(), processInstanceKey);
            retainer = repository.save(retainer);
        }
        var terms = renewals.inForce(retainer).terms();
        var until = retainer.agreedAt().plus(settings.startWithin());
        return retainer.started() ? new Start(retainer, wanted, until, List.of(), false) : new Start(retainer, wanted, until, terms.contracts(), terms.trialDays() > 0);
    }

    /** Contract and card are there: its first period begins now, or its trial does. An ended one stays ended. */
    public WhatIsNext start(RetainerId id) {
        var retainer = lock(id);
        if (retainer.status() == RetainerStatus.AGREED && retainer.cancelledAt() == null) {
            retainer.start(clock.instant(), catalog.practice().zone(), renewals.inForce(retainer).terms());
            repository.save(retainer);
            timeline.add(id, retainer.status() == RetainerStatus.TRIAL ? "The trial began" : "Began", Timeline.FLOW);
        }
        return renewals.next(retainer);
    }

    /**
     * What comes next, and when: first of all a period that was opened and whose collection the engine lost.
     *
     * @throws NotAllowed while it has not started
     */
    public WhatIsNext next(RetainerId id) {
        var retainer = lock(id);
        return periods.dueRenewal(id).map(period -> WhatIsNext.renew(period.startsAt(), Duration.ZERO)).orElseGet(() -> renewals.next(retainer));
    }

    /**
     * Opens the period that is due, which fixes its amount. Two that ask at once get the same one; when none is due, it is the one opened last.
     *
     * @return empty when none was ever opened and none is due
     */
    public Optional<RetainerPeriod> openPeriod(RetainerId id) {
        var retainer = lock(id);
        var collected = periods.dueRenewal(id);
        if (collected.isPresent()) {
            return collected;
        }
        earnings.over(retainer);
        if (!retainer.started() || !renewals.next(retainer).isDue(Step.RENEW, clock.instant())) {
            return periods.lastRenewal(id);
        }
        var terms = renewals.ahead(retainer);
        var opened = periods.save(RetainerPeriod.renewal(retainer, terms, clock.instant()));
        retainer.renewed(terms.terms().cadence());
        repository.save(retainer);
        timeline.add(id, "Period %d began: %s".formatted(opened.renewal(), opened.amount().format(Locale.ENGLISH)), Timeline.FLOW);
        return Optional.of(opened);
    }

    /** Makes a payment of the period's amount, from the card on file. @return empty when the period costs nothing */
    public Optional<Collection> requestPayment(RetainerPeriodId id) {
        var retainer = lockOf(id);
        var period = retainers.period(id);
        if (period.amount().isZero()) {
            return Optional.empty();
        }
        var payment = payments.request(new PaymentRequest(period.subject(retainer), retainer.client(),
                Purpose.RETAINER_PERIOD, period.amount(), description(retainer, period), true));
        if (period.payment() == null) {
            period.asked(payment);
            periods.save(period);
        }
        return Optional.of(new Collection(payment, clock.instant().plus(settings.collectWithin()), settings.reminders(), period.renewal() > 1));
    }

    /**
     * Notes what became of collecting a period's amount, as the payment says: paid, unpaid or given up. A paid period grants its sessions, also when it is
     * paid late.
     */
    public RetainerPeriod settle(RetainerPeriodId id) {
        var retainer = lockOf(id);
        var period = retainers.period(id);
        var before = period.status();
        var settled = settling.settle(retainer, period);
        if (settled.status() != before) {
            if (settled.status() == PeriodStatus.PAID && settled.number() == 1) {
                mails.sendBegan(retainer, renewals.inForce(retainer), renewals.next(retainer));
            }
            if (settled.status() == PeriodStatus.GIVEN_UP && settled.kind() == RetainerPeriod.Kind.CHANGE) {
                mails.sendChangeGivenUp(retainer, settled, agreed.findById(settled.agreedTerms()).orElseThrow());
            }
            leaveOutMissed(retainer, settled);
            timeline.add(retainer.id(), "Period %d is %s".formatted(settled.renewal(), switch (settled.status()) {
                case DUE -> "due";
                case PAID -> "paid";
                case UNPAID -> "not paid";
                case GIVEN_UP -> "given up";
            }), Timeline.FLOW);
        }
        return settled;
    }

    /** While a period is collected, no other is opened; what its dunning took longer than, is not charged afterwards. */
    private void leaveOutMissed(Retainer retainer, RetainerPeriod settled) {
        if (settled.status() == PeriodStatus.PAID && settled.kind() == RetainerPeriod.Kind.RENEWAL && retainer.status() != RetainerStatus.ENDED) {
            var missed = retainer.leaveOutMissed(clock.instant());
            if (missed > 0) {
                repository.save(retainer);
                lots.followInstalments(retainer);
                timeline.add(retainer.id(), missed == 1 ? "One renewal is left out: it fell into the time in which nothing was paid"
                        : "%d renewals are left out: they fell into the time in which nothing was paid".formatted(missed), Timeline.FLOW);
            }
        }
    }

    /** Tells the client of the next charge, once as long as its day and amount stay, if one is next and it is time to tell: whoever comes too late tells nothing of the one after. */
    public void announceRenewal(RetainerId id) {
        var retainer = lock(id);
        var next = renewals.next(retainer);
        var now = clock.instant();
        if (next.step() == Step.RENEW && next.at().isAfter(now) && next.noticeAt().isBefore(next.at()) && !next.noticeAt().isAfter(now)) {
            mails.sendRenewalNotice(retainer, renewals.ahead(retainer), next.at(), payments.cardOnFile(id.value()).isPresent());
        }
    }

    /** The pause is over, if its time has come. */
    public WhatIsNext resume(RetainerId id) {
        var retainer = lock(id);
        return renewals.next(renewals.next(retainer).isDue(Step.RESUME, clock.instant()) ? pauses.resume(id, Timeline.FLOW) : retainer);
    }

    /** Ends what was cancelled, or a payment plan after its last period. @throws NotAllowed before its time has come */
    public void end(RetainerId id) {
        var retainer = lock(id);
        if (retainer.status() == RetainerStatus.ENDED) {
            return;
        }
        if (retainer.status() == RetainerStatus.AGREED && retainer.cancelledAt() == null
                || retainer.started() && !renewals.next(retainer).isDue(Step.END, clock.instant())) {
            throw new NotAllowed("Retainer %s does not end yet; nothing was changed.".formatted(retainer.reference()));
        }
        end(retainer, retainer.cancelledAt() == null ? EndReason.COMPLETED : EndReason.CANCELLED);
    }

    /** Ends it at once, because it could not be started or was not paid. What is still owed is not forgiven by that. */
    public void giveUp(RetainerId id) {
        var retainer = lock(id);
        if (retainer.status() != RetainerStatus.ENDED) {
            end(retainer, hadBegun(retainer) ? EndReason.NOT_PAID : EndReason.NOT_STARTED);
        }
    }

    /** Whether its first period was paid or its trial began: sessions could be booked, and one that took place may still be owed. */
    private boolean hadBegun(Retainer retainer) {
        return retainer.renewals() > 1 || retainer.started() && agreed.of(retainer.id()).getFirst().terms().trialDays() > 0;
    }

    /** Credits that outlived their ended retainer, such as of a period that was paid late, are gone once their own time is over. */
    public void expireLeftOver() {
        credits.leftOver().stream().filter(lot -> repository.findById(new RetainerId(lot.payer())).filter(retainer -> retainer.status() == RetainerStatus.ENDED).isPresent())
                .forEach(lot -> credits.expire(lot.id()));
    }

    private void end(Retainer retainer, EndReason reason) {
        earnings.over(retainer);
        lots.expire(retainer.id());
        retainer.end(clock.instant(), reason);
        repository.save(retainer);
        timeline.add(retainer.id(), switch (reason) {
            case CANCELLED -> "Ended, as it was cancelled";
            case COMPLETED -> "Ended: all instalments have been charged";
            case NOT_STARTED -> "Given up: it was not started in time";
            case NOT_PAID -> "Ended, as a period was not paid";
        }, Timeline.FLOW);
        mails.sendEnded(retainer, renewals.inForce(retainer), reason);
        events.publishEvent(new RetainerEnded(retainer.id(), reason));
    }

    private String description(Retainer retainer, RetainerPeriod period) {
        return "%s, %s to %s (%s)".formatted(agreed.findById(period.agreedTerms()).orElseThrow().name(), mails.day(retainer, period.startsAt()), mails.day(retainer, period.endsAt()), retainer.reference());
    }

    private Retainer lockOf(RetainerPeriodId id) {
        return lock(retainers.period(id).retainer());
    }

    private Retainer lock(RetainerId id) {
        return repository.lock(id).orElseThrow(() -> new RetainerUnknown(id));
    }
}
