package dev.upfront.dunning;

import dev.upfront.catalog.Catalog;
import dev.upfront.payment.CardStanding;
import dev.upfront.payment.Collecting;
import dev.upfront.payment.Obstacle;
import dev.upfront.payment.Payment;
import dev.upfront.payment.PaymentId;
import dev.upfront.payment.PaymentStatus;
import dev.upfront.payment.Payments;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.List;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * What the dunning process asks for, one method per task; every method may be called twice and has one effect. The steps do something only while they are
 * what is planned, so that a diagram which asks out of turn does nothing.
 */
@Service
@Transactional
public class DunningFlow {

    /** A plan as the process follows it. @param number of the plan: one that is not the latest any more is made anew */
    public record Plan(Action action, Instant at, int number) {}

    /** A debt as the process sees it. */
    public record Sight(Payment payment, DebtStatus status, Obstacle obstacle) {}

    private final DebtRepository repository;
    private final StepsDone stepsDone;
    private final Settling settling;
    private final DunningMails mails;
    private final Timeline timeline;
    private final Payments payments;
    private final Collecting collecting;
    private final Catalog catalog;
    private final DunningSettings settings;
    private final TransactionTemplate transaction;
    private final InstantSource clock;

    DunningFlow(DebtRepository repository, StepsDone stepsDone, Settling settling, DunningMails mails, Timeline timeline, Payments payments, Collecting collecting,
            Catalog catalog, DunningSettings settings, TransactionTemplate transaction, InstantSource clock) {
        this.repository = repository;
        this.stepsDone = stepsDone;
        this.settling = settling;
        this.mails = mails;
        this.timeline = timeline;
        this.payments = payments;
        this.collecting = collecting;
        this.catalog = catalog;
        this.settings = settings;
        this.transaction = transaction;
        this.clock = clock;
    }

    /** Looks whether the payment is still owed, and why the card does not pay; the first look opens the debt. */
    public Sight look(PaymentId id, long processInstanceKey) {
        settling.settle(id);
        var payment = payments.payment(id);
        var card = collecting.standing(id);
        if (payment.status() != PaymentStatus.OWED) {
            return new Sight(payment, Settling.of(payment.status()), card.obstacle());
        }
        var debt = repository.lock(id).orElseGet(() -> open(payment, card));
        debt.takeUp(processInstanceKey);
        debt.look(card, today());
        return new Sight(payment, debt.status(), repository.save(debt).obstacle());
    }

    private Debt open(Payment payment, CardStanding card) {
        var debt = repository.save(Debt.open(payment, card, today(), clock.instant()));
        var why = card.neverTried() ? "not charged, as " + Sentences.limited(card.restsUntil(), catalog.practice().zone()) : Sentences.why(card.obstacle());
        timeline.add(payment.id(), "Dunning began: " + why, Timeline.FLOW);
        if (payment.amount().major().compareTo(settings.alertAbove()) >= 0) {
            mails.largeDebt(payment, card.obstacle());
        }
        return debt;
    }

    /** Chooses what comes next from the lines that the decision table gave. */
    public Plan plan(PaymentId id, List<ScheduledStep> lines) {
        var debt = lock(id);
        if (!debt.isOpen()) {
            return new Plan(Action.ALERT_STAFF, clock.instant(), debt.plan());
        }
        var next = schedule().next(debt, lines, stepsDone.of(debt), collecting.standing(id), clock.instant());
        debt.plan(next);
        repository.save(debt);
        return new Plan(next.action(), next.at(), debt.plan());
    }

    /** Whether the process has something to wait for: the money is owed, and its plan is the latest. */
    @Transactional(readOnly = true)
    public boolean waits(PaymentId id, int plan) {
        var debt = repository.findById(id).orElseThrow(() -> new DebtUnknown(id));
        return debt.plan() == plan && payments.payment(id).status() == PaymentStatus.OWED;
    }

    /** Charges the card on file once more, as far as the limits in the payment room let it. Asks Stripe: not inside a transaction. */
    @Transactional(propagation = Propagation.NEVER)
    public void retry(PaymentId id) {
        if (repository.findById(id).orElseThrow(() -> new DebtUnknown(id)).planned(Action.RETRY) == null || payments.payment(id).status() != PaymentStatus.OWED) {
            return;
        }
        var result = collecting.chargeCard(id);
        transaction.executeWithoutResult(status -> {
            switch (result) {
                case PAID -> tried(id, "The card on file was charged again: paid");
                case DECLINED -> tried(id, "The card on file was charged again, without success");
                case NEEDS_CLIENT -> tried(id, "The card on file could not be charged: the client has to act");
                case LIMITED -> notTried(id);
            }
        });
    }

    private void tried(PaymentId id, String how) {
        step(id, Action.RETRY, debt -> timeline.add(id, how, Timeline.FLOW));
    }

    private void notTried(PaymentId id) {
        var debt = lock(id);
        if (debt.planned(Action.RETRY) != null) {
            timeline.add(id, "Not charged: " + Sentences.limited(collecting.standing(id).restsUntil(), catalog.practice().zone()), Timeline.FLOW);
            debt.notTried();
            repository.save(debt);
        }
    }

    /** Writes to the client that it is owed, if that is planned. Whoever releases sessions writes of them: there may be none. @param lines those that the decision table gave */
    public void mailClient(PaymentId id, List<ScheduledStep> lines) {
        var payment = payments.payment(id);
        step(id, Action.MAIL_CLIENT, debt -> {
            var card = collecting.standing(id);
            mails.owed(payment, debt, card, schedule().triesAgain(debt, lines, stepsDone.of(debt), card, clock.instant()));
        });
        step(id, Action.RELEASE_SESSIONS, debt -> {});
    }

    public void alertStaff(PaymentId id) {
        step(id, Action.ALERT_STAFF, debt -> mails.alert(payments.payment(id), debt, today()));
    }

    /** The client can't book from now on, and reads why. */
    public void suspend(PaymentId id) {
        step(id, Action.SUSPEND_BOOKING, debt -> {
            debt.suspend();
            mails.suspended(payments.payment(id));
            timeline.add(id, "The client can't book until it is paid", Timeline.FLOW);
        });
    }

    /** Writes the debt off, because its schedule says so. Closes what could still bring money: not inside a transaction. */
    @Transactional(propagation = Propagation.NEVER)
    public void giveUp(PaymentId id) {
        var planned = transaction.execute(status -> {
            var debt = lock(id);
            if (debt.planned(Action.GIVE_UP) == null) {
                return false;
            }
            debt.giveUp("its schedule is at its end", Timeline.FLOW);
            repository.save(debt);
            return true;
        });
        if (Boolean.TRUE.equals(planned)) {
            collecting.writeOff(id);
            settling.settle(id);
            transaction.executeWithoutResult(status -> mails.givenUp(payments.payment(id)));
        }
    }

    private interface Effect {
        void on(Debt debt);
    }

    private void step(PaymentId id, Action action, Effect effect) {
        var debt = lock(id);
        var planned = debt.planned(action);
        if (planned == null || payments.payment(id).status() != PaymentStatus.OWED && action != Action.RETRY) {
            return;
        }
        effect.on(debt);
        stepsDone.add(debt, planned, clock.instant());
        debt.done(planned, today(), clock.instant());
        repository.save(debt);
    }

    private Schedule schedule() {
        return new Schedule(settings, catalog.practice().zone());
    }

    private LocalDate today() {
        return schedule().dayOf(clock.instant());
    }

    private Debt lock(PaymentId id) {
        return repository.lock(id).orElseThrow(() -> new DebtUnknown(id));
    }
}
