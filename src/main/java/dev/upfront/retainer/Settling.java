package dev.upfront.retainer;

import dev.upfront.payment.Payments;
import dev.upfront.payment.PaymentStatus;
import java.time.InstantSource;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;

/** Finds out from the payment, never from who asks, whether a period is paid; a paid one grants what it is for. */
@Component
class Settling {

    private final PeriodRepository periods;
    private final Payments payments;
    private final Lots lots;
    private final Earnings earnings;
    private final ApplicationEventPublisher events;
    private final InstantSource clock;

    Settling(PeriodRepository periods, Payments payments, Lots lots, Earnings earnings, ApplicationEventPublisher events, InstantSource clock) {
        this.periods = periods;
        this.payments = payments;
        this.lots = lots;
        this.earnings = earnings;
        this.events = events;
        this.clock = clock;
    }

    /** @param retainer locked by the caller */
    RetainerPeriod settle(Retainer retainer, RetainerPeriod period) {
        if (period.status() == PeriodStatus.PAID || !period.become(found(period), clock.instant())) {
            return period;
        }
        if (period.status() == PeriodStatus.PAID) {
            lots.paid(retainer, period);
            earnings.paid(retainer, period);
        }
        var settled = periods.save(period);
        events.publishEvent(new PeriodSettled(settled.id(), retainer.id(), settled.status()));
        return settled;
    }

    /** What is on its way back was not paid: nothing is granted for it. */
    private PeriodStatus found(RetainerPeriod period) {
        if (period.amount().isZero()) {
            return PeriodStatus.PAID;
        }
        var kept = payments.paidFixed(period.id().value(), period.amount().currency());
        if (kept.compareTo(period.amount()) >= 0) {
            return PeriodStatus.PAID;
        }
        var wanted = period.payment() == null || payments.payment(period.payment()).status() == PaymentStatus.OWED;
        return wanted ? PeriodStatus.UNPAID : PeriodStatus.GIVEN_UP;
    }
}
