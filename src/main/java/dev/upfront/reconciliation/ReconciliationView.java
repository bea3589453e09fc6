package dev.upfront.reconciliation;

import dev.upfront.money.Money;
import dev.upfront.payment.StripeMovement;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** What staff look at: runs, cases, payouts and what they are made of. */
@Service
@Transactional(readOnly = true)
public class ReconciliationView {

    /**
     * Money on its way to the bank.
     *
     * @param movement its own, so its amount is negative
     * @param cameBack whether the bank did not take it
     */
    public record Payout(StripeMovement movement, boolean cameBack) {
        public Money amount() {
            return movement.net().negated();
        }
    }

    private final RunRepository runs;
    private final Movements movements;
    private final Differences differences;

    ReconciliationView(RunRepository runs, Movements movements, Differences differences) {
        this.runs = runs;
        this.movements = movements;
        this.differences = differences;
    }

    /** Latest first. */
    public List<Run> latestRuns(int most) {
        return runs.latest(most);
    }

    /** The last that came to its end. */
    public Optional<Run> lastRun() {
        return runs.lastEnded();
    }

    /** The cases that wait for staff, oldest first. */
    public List<Difference> open() {
        return differences.open();
    }

    public int openCount() {
        return differences.openCount();
    }

    /** Latest first. */
    public List<Difference> resolved(int most) {
        return differences.resolved(most);
    }

    /** Latest first. */
    public List<Payout> payouts(int most) {
        return movements.payouts(most).stream().map(this::payout).toList();
    }

    /** @param payout Stripe's id of it */
    public Optional<Payout> payout(String payout) {
        return movements.payout(payout).map(this::payout);
    }

    /** What a payout is made of, oldest first. */
    public List<StripeMovement> membersOf(String payout) {
        return movements.membersOf(payout);
    }

    private Payout payout(StripeMovement movement) {
        return new Payout(movement, movements.cameBack(movement.source()));
    }
}
