package dev.upfront.payment;

import static dev.upfront.ledger.Account.RECEIVABLE;
import static dev.upfront.ledger.Account.WRITTEN_OFF;

import dev.upfront.ledger.Ledger;
import dev.upfront.ledger.Line;
import java.time.InstantSource;
import java.util.List;
import java.util.UUID;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Ends payments that are no longer collected. Whatever could still bring money is closed first; what was paid all the same stays paid. */
@Component
class Closings {

    private static final int ROUNDS = 4;

    private final PaymentRepository payments;
    private final AttemptRepository attempts;
    private final Checkouts checkouts;
    private final Refunds refunds;
    private final Ledger ledger;
    private final ApplicationEventPublisher events;
    private final TransactionTemplate transaction;
    private final InstantSource clock;

    Closings(PaymentRepository payments, AttemptRepository attempts, Checkouts checkouts, Refunds refunds, Ledger ledger,
             ApplicationEventPublisher events, TransactionTemplate transaction, InstantSource clock) {
        this.payments = payments;
        this.attempts = attempts;
        this.checkouts = checkouts;
        this.refunds = refunds;
        this.ledger = ledger;
        this.events = events;
        this.transaction = transaction;
        this.clock = clock;
    }

    void closeAll(UUID subject) {
        payments.findBySubjectOrderByCreatedAt(subject).stream().filter(Payment::isOwed).forEach(payment -> end(payment.id(), PaymentStatus.CLOSED));
    }

    /** Nobody waits any more: money that came at the last moment goes back. */
    void giveUp(PaymentId id) {
        end(id, PaymentStatus.CLOSED);
        var payment = payments.findById(id).orElseThrow();
        if (payment.status() == PaymentStatus.PAID && payment.kept().isPositive()) {
            refunds.request(id, payment.kept(), new RefundOrder("too late", RefundReason.CANCELLATION, payment.purpose().counterpart(), "Upfront"));
        }
    }

    void writeOff(PaymentId id) {
        end(id, PaymentStatus.WRITTEN_OFF);
    }

    private void end(PaymentId id, PaymentStatus end) {
        for (int round = 0; round < ROUNDS; round++) {
            checkouts.close(id);
            if (Boolean.TRUE.equals(transaction.execute(status -> ended(id, end)))) {
                return;
            }
        }
        throw new StripeUnavailable("Closing the payment", id.toString(), "its pay page is opened again and again");
    }

    /** @return false when a page was opened again meanwhile */
    private boolean ended(PaymentId id, PaymentStatus end) {
        var payment = payments.lock(id).orElseThrow();
        if (!payment.isOwed()) {
            return true;
        }
        if (attempts.live(id).isPresent()) {
            return false;
        }
        payment.become(end, clock.instant());
        payments.save(payment);
        if (end == PaymentStatus.WRITTEN_OFF && payment.purpose().counterpart() == RECEIVABLE) {
            ledger.post("payment.writtenOff", id.value(), clock.instant(), List.of(
                    Line.debit(WRITTEN_OFF, payment.amount(), payment.subject().id(), payment.clientId().value()),
                    Line.credit(RECEIVABLE, payment.amount(), payment.subject().id(), payment.clientId().value())));
        }
        events.publishEvent(end == PaymentStatus.WRITTEN_OFF ? new PaymentWrittenOff(id, payment.subject().id()) : new PaymentClosed(id, payment.subject().id()));
        return true;
    }
}
