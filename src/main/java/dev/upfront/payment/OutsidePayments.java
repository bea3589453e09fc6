package dev.upfront.payment;

import dev.upfront.ledger.Account;
import dev.upfront.ledger.Ledger;
import dev.upfront.ledger.Line;
import java.time.InstantSource;
import java.util.List;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Money that came in cash or to the bank account: an attempt of its own kind, so that what was collected adds up. */
@Component
class OutsidePayments {

    private static final int ROUNDS = 4;

    private final PaymentRepository payments;
    private final AttemptRepository attempts;
    private final Checkouts checkouts;
    private final Ledger ledger;
    private final ApplicationEventPublisher events;
    private final TransactionTemplate transaction;
    private final InstantSource clock;

    OutsidePayments(PaymentRepository payments, AttemptRepository attempts, Checkouts checkouts, Ledger ledger, ApplicationEventPublisher events,
            TransactionTemplate transaction, InstantSource clock) {
        this.payments = payments;
        this.attempts = attempts;
        this.checkouts = checkouts;
        this.ledger = ledger;
        this.events = events;
        this.transaction = transaction;
        this.clock = clock;
    }

    private enum Noted { YES, NOT_OWED, BUSY }

    /** @throws StripeUnavailable while it is not known whether a try under way brought the money */
    boolean note(PaymentId id, Means means, String by) {
        for (int round = 0; round < ROUNDS; round++) {
            checkouts.close(id);
            var noted = transaction.execute(status -> noteUnlessBusy(id, means, by));
            if (noted != Noted.BUSY) {
                return noted == Noted.YES;
            }
        }
        throw new StripeUnavailable("Noting the payment", id.toString(), "its pay page is opened again and again");
    }

    private Noted noteUnlessBusy(PaymentId id, Means means, String by) {
        var payment = payments.lock(id).orElseThrow();
        if (!payment.isOwed()) {
            return Noted.NOT_OWED;
        }
        if (attempts.live(id).isPresent()) {
            return Noted.BUSY;
        }
        var now = clock.instant();
        var amount = payment.amount().minus(payment.collected());
        var attempt = attempts.save(Attempt.outside(payment, amount, means, by, now));
        payment.collect(amount, now);
        payments.save(payment);
        ledger.post("payment.collectedOutside", attempt.id().value(), now, List.of(
                Line.debit(Account.OUTSIDE_STRIPE, amount, payment.subject().id(), payment.clientId().value()),
                Line.credit(payment.purpose().counterpart(), amount, payment.subject().id(), payment.clientId().value())));
        events.publishEvent(new PaymentPaid(id, payment.subject().id()));
        return Noted.YES;
    }
}
