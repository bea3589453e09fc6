package dev.upfront.dunning;

import dev.upfront.catalog.Catalog;
import dev.upfront.payment.PaymentId;
import dev.upfront.payment.PaymentStatus;
import dev.upfront.payment.Payments;
import java.time.InstantSource;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Finds out from the payment, never from who asks, whether a debt is over. */
@Component
@Transactional
class Settling {

    private final DebtRepository repository;
    private final Payments payments;
    private final DunningMails mails;
    private final Timeline timeline;
    private final Catalog catalog;
    private final InstantSource clock;

    Settling(DebtRepository repository, Payments payments, DunningMails mails, Timeline timeline, Catalog catalog, InstantSource clock) {
        this.repository = repository;
        this.payments = payments;
        this.mails = mails;
        this.timeline = timeline;
        this.catalog = catalog;
        this.clock = clock;
    }

    /** What the payment's status means for its debt. */
    static DebtStatus of(PaymentStatus status) {
        return switch (status) {
            case OWED -> DebtStatus.OPEN;
            case PAID -> DebtStatus.RECOVERED;
            case CLOSED -> DebtStatus.DROPPED;
            case WRITTEN_OFF -> DebtStatus.WRITTEN_OFF;
        };
    }

    /** Nothing happens for a payment that never was a debt, and for a debt that stands as its payment does. */
    void settle(PaymentId id) {
        var debt = repository.lock(id).orElse(null);
        var payment = payments.payment(id);
        if (debt == null || !debt.isOpen() || payment.status() == PaymentStatus.OWED) {
            return;
        }
        var suspended = debt.suspended();
        debt.become(of(payment.status()), clock.instant());
        debt = repository.save(debt);
        switch (debt.status()) {
            case RECOVERED -> timeline.add(id, "Recovered: the money arrived", Timeline.FLOW);
            case DROPPED -> timeline.add(id, "Ended: nobody is owed this any more", Timeline.FLOW);
            default -> timeline.add(id, debt.writeOffReason() == null ? "Written off" : "Written off: " + debt.writeOffReason(),
                    debt.writtenOffBy() == null ? Timeline.FLOW : debt.writtenOffBy());
        }
        if (suspended && !suspends(debt)) {
            timeline.add(id, "The client can book again", Timeline.FLOW);
            if (debt.status() == DebtStatus.RECOVERED) {
                mails.restored(payment);
            }
        }
    }

    /** Whether another debt of the same client keeps them from booking. */
    private boolean suspends(Debt settled) {
        var today = clock.instant().atZone(catalog.practice().zone()).toLocalDate();
        return repository.openOfClient(settled.clientId()).stream().anyMatch(other -> other.suspendsOn(today));
    }
}
