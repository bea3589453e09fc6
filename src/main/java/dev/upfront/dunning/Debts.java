package dev.upfront.dunning;

import dev.upfront.catalog.Catalog;
import dev.upfront.client.ClientId;
import dev.upfront.payment.Collecting;
import dev.upfront.payment.Means;
import dev.upfront.payment.PaymentId;
import dev.upfront.payment.PaymentStatus;
import dev.upfront.payment.Payments;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionTemplate;

/** The door of the dunning room: debts, and what staff may do about one. A repeat of anything is a no-op. */
@Service
@Transactional
public class Debts {

    private final DebtRepository repository;
    private final Settling settling;
    private final DunningMails mails;
    private final Timeline timeline;
    private final Payments payments;
    private final Collecting collecting;
    private final Catalog catalog;
    private final ApplicationEventPublisher events;
    private final TransactionTemplate transaction;
    private final InstantSource clock;

    Debts(DebtRepository repository, Settling settling, DunningMails mails, Timeline timeline, Payments payments, Collecting collecting, Catalog catalog,
            ApplicationEventPublisher events, TransactionTemplate transaction, InstantSource clock) {
        this.repository = repository;
        this.settling = settling;
        this.mails = mails;
        this.timeline = timeline;
        this.payments = payments;
        this.collecting = collecting;
        this.catalog = catalog;
        this.events = events;
        this.transaction = transaction;
        this.clock = clock;
    }

    /** All that are open, by what comes next; of those the oldest first. */
    @Transactional(readOnly = true)
    public List<Debt> open() {
        return repository.open();
    }

    /** The debt of that payment; empty when it never became one. */
    @Transactional(readOnly = true)
    public Optional<Debt> find(PaymentId payment) {
        return repository.findById(payment);
    }

    /** Whether the card on file did not pay it, so that the client is asked. */
    @Transactional(readOnly = true)
    public boolean isDebt(PaymentId payment) {
        return repository.existsById(payment);
    }

    /** What happened to the debt of that payment, oldest first. */
    @Transactional(readOnly = true)
    public List<Change> timeline(PaymentId payment) {
        return timeline.of(payment);
    }

    /** Whether the client may not book because of a debt. */
    @Transactional(readOnly = true)
    public boolean suspends(ClientId client) {
        var today = today();
        return repository.openOfClient(client).stream().anyMatch(debt -> debt.suspendsOn(today));
    }

    /**
     * Gives the client time: nothing is charged, mailed or suspended before that day is over. An earlier extension is replaced.
     *
     * @param until a day of the practice's calendar
     * @param by who gives it
     * @throws NotAllowed when it is over, or the day has passed
     */
    public void extend(PaymentId id, LocalDate until, String by) {
        var debt = openOne(id);
        if (until.equals(debt.extendedUntil())) {
            return;
        }
        if (until.isBefore(today())) {
            throw new NotAllowed("That day has passed. Nothing was changed; choose today or a later one.");
        }
        debt.extend(until, today());
        repository.save(debt);
        timeline.add(id, "Extended until " + until, by);
        events.publishEvent(new DebtChanged(id));
    }

    /**
     * Has the card on file tried at once.
     *
     * @throws NotAllowed when there is no card that may be tried now; nothing was charged
     */
    public void retryNow(PaymentId id, String by) {
        var debt = openOne(id);
        if (debt.retryWanted()) {
            return;
        }
        var card = collecting.standing(id);
        switch (card.obstacle()) {
            case NO_CARD -> throw new NotAllowed("No card is on file. Nothing was charged; the client can pay by the link that was mailed.");
            case HARD_DECLINE -> throw new NotAllowed("The card on file must never be charged again. Nothing was charged; the client was asked for another one.");
            default -> {
                if (card.limited()) {
                    throw new NotAllowed("Not charged: %s. The client can pay by the link that was mailed.".formatted(Sentences.limited(card.restsUntil(), catalog.practice().zone())));
                }
                if (card.restsUntil() != null) {
                    throw new NotAllowed("This card was tried less than a day ago and rests. Nothing was charged; try again from %s on."
                            .formatted(card.restsUntil().atZone(catalog.practice().zone()).toLocalDateTime().withSecond(0).withNano(0)));
                }
            }
        }
        debt.wantRetry();
        repository.save(debt);
        timeline.add(id, "Asked to charge the card now", by);
        events.publishEvent(new DebtChanged(id));
    }

    /**
     * Notes that the money came in cash or to the bank account. Asks Stripe to close what is open: not inside a transaction.
     *
     * @return false when it was settled before; nothing was noted
     */
    @Transactional(propagation = Propagation.NEVER)
    public boolean paidOutside(PaymentId id, Means means, String by) {
        var noted = collecting.paidOutside(id, means, by);
        if (noted) {
            transaction.executeWithoutResult(status -> timeline.add(id, means == Means.CASH ? "Paid in cash" : "Paid by bank transfer", by));
        }
        settling.settle(id);
        return noted;
    }

    /**
     * Gives the debt up. What was paid at the last moment stays paid. Asks Stripe to close what is open: not inside a transaction.
     *
     * @param reason for the timeline
     * @return false when it was paid after all
     * @throws NotAllowed when it is over already, otherwise than by being written off
     */
    @Transactional(propagation = Propagation.NEVER)
    public boolean writeOff(PaymentId id, String reason, String by) {
        transaction.executeWithoutResult(status -> {
            var debt = lock(id);
            if (debt.isOpen()) {
                debt.giveUp(reason, by);
                repository.save(debt);
            }
        });
        collecting.writeOff(id);
        settling.settle(id);
        return payments.payment(id).status() == PaymentStatus.WRITTEN_OFF;
    }

    /** Sessions that the payment was to pay for were released, as its schedule says: the client reads it once, in the transaction of the first. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void sessionsReleased(PaymentId id) {
        if (isDebt(id) && mails.released(payments.payment(id))) {
            timeline.add(id, "Sessions that it was to pay for were released", Timeline.FLOW);
        }
    }

    /** The payment is settled, one way or another: so is its debt. */
    public void settle(PaymentId id) {
        settling.settle(id);
    }

    /** The cards of that payer changed: what was planned for their debts is planned anew. @return those debts' payments */
    public List<PaymentId> cardsChanged(UUID payer) {
        return repository.openOfPayer(payer).stream().map(debt -> {
            var locked = lock(debt.paymentId());
            locked.replan();
            return repository.save(locked).paymentId();
        }).toList();
    }

    private Debt openOne(PaymentId id) {
        var debt = lock(id);
        if (!debt.isOpen() || payments.payment(id).status() != PaymentStatus.OWED) {
            throw new NotAllowed("Nothing is owed for this any more. Nothing was changed.");
        }
        return debt;
    }

    private Debt lock(PaymentId id) {
        return repository.lock(id).orElseThrow(() -> new DebtUnknown(id));
    }

    private LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), catalog.practice().zone());
    }
}
