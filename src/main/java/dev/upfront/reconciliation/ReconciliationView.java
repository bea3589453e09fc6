package dev.upfront.reconciliation;

import dev.upfront.ledger.Account;
import dev.upfront.ledger.Ledger;
import dev.upfront.money.Money;
import dev.upfront.payment.StripeMovement;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
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
     * @param parts of how many movements it is made, also of those from before Upfront first read Stripe's books; none for one that was made by hand, null
     *              until Stripe has said
     */
    public record Payout(StripeMovement movement, boolean cameBack, @Nullable Integer parts) {
        public Money amount() {
            return movement.net().negated();
        }
    }

    /**
     * Both books' sums as the last run left them.
     *
     * @param stripe what is left at Stripe of everything that was read
     * @param ours what our book said lies there when the run ended
     */
    public record Sums(Money stripe, Money ours) {
        public Money apart() {
            return stripe.minus(ours);
        }
    }

    private final RunRepository runs;
    private final Movements movements;
    private final Differences differences;
    private final Ledger ledger;

    ReconciliationView(RunRepository runs, Movements movements, Differences differences, Ledger ledger) {
        this.runs = runs;
        this.movements = movements;
        this.differences = differences;
        this.ledger = ledger;
    }

    /** One for each currency that ever moved; none before the first run has ended. */
    public List<Sums> sums() {
        return runs.lastEnded().map(Run::endedAt).map(ended -> movements.totals().entrySet().stream().sorted(Map.Entry.comparingByKey())
                .map(total -> Money.of(total.getValue(), total.getKey()))
                .map(stripe -> new Sums(stripe, ledger.balance(Account.STRIPE_BALANCE, stripe.currency(), ended))).toList()).orElse(List.of());
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
        return new Payout(movement, movements.cameBack(movement.source()), movements.parts(movement.source()).orElse(null));
    }
}
