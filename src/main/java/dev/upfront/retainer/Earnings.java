package dev.upfront.retainer;

import dev.upfront.ledger.Account;
import dev.upfront.ledger.Ledger;
import dev.upfront.ledger.Line;
import dev.upfront.money.Money;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.springframework.stereotype.Component;

/** When a retainer's money is earned by itself: the set-up fee once paid, access without sessions once its period is over. Sessions are earned one by one. */
@Component
class Earnings {

    private final PeriodRepository periods;
    private final Ledger ledger;
    private final InstantSource clock;

    Earnings(PeriodRepository periods, Ledger ledger, InstantSource clock) {
        this.periods = periods;
        this.ledger = ledger;
        this.clock = clock;
    }

    void paid(Retainer retainer, RetainerPeriod period) {
        earn("retainer.setUpFeeEarned", retainer, period, period.setUpFee());
        over(retainer, period, clock.instant());
    }

    /** What is over by now is earned. */
    void over(Retainer retainer) {
        periods.latestAccess(retainer.id()).forEach(period -> over(retainer, period, clock.instant()));
    }

    private void over(Retainer retainer, RetainerPeriod period, Instant now) {
        if (period.sessions() == 0 && !now.isBefore(period.endsAt())) {
            earn("retainer.accessEarned", retainer, period, period.value());
        }
    }

    private void earn(String cause, Retainer retainer, RetainerPeriod period, Money amount) {
        if (amount.isPositive()) {
            ledger.post(cause, period.id().value(), clock.instant(), List.of(
                    Line.debit(Account.UNEARNED, amount, period.id().value(), retainer.client().value()),
                    Line.credit(Account.REVENUE, amount, period.id().value(), retainer.client().value())));
        }
    }
}
