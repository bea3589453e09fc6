package dev.upfront.retainer;

import dev.upfront.catalog.RetainerPlan;
import dev.upfront.catalog.RetainerPlanId;
import dev.upfront.catalog.RetainerTerms;
import dev.upfront.money.Money;
import dev.upfront.retainer.arithmetic.Proration;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.Currency;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What going on with another plan means: shown before it is confirmed, and then done exactly so. The same reckoning gives both; like Stripe's
 * {@code proration_date}, the moment it is made for goes along, so that the seconds in between change nothing.
 *
 * @param at the moment that it is made for, to the second
 * @param effectiveAt when the new plan begins: then, or at the next renewal
 * @param credit what of the old plan's price is for the rest of the period
 * @param charge what the rest of the period costs with the new plan
 * @param due the difference, charged now; what no card can be charged, being too little, is let go
 * @param sessions how many sessions the rest of the period gives more
 * @param renewsAt the next renewal
 * @param amount what is charged then, the set-up fee included when nothing was charged before
 */
public record PlanChangeQuote(RetainerPlanId plan, When when, Instant at, Instant effectiveAt, Money credit, Money charge, Money due, int sessions,
        Instant renewsAt, Money amount) {

    /** When the new plan begins. */
    public enum When { NOW, AT_RENEWAL }

    private static final Pattern SEEN = Pattern.compile("(NOW|AT_RENEWAL) (\\d{1,12}) (\\d{1,12}) (\\d{1,12})((?: \\d{1,15}){4}) (\\d{1,4})");

    /** The quote as one short text: a page that shows it sends it back, so that nothing else is done than what was read there. */
    public String seen() {
        return "%s %d %d %d %d %d %d %d %d".formatted(when, at.getEpochSecond(), effectiveAt.getEpochSecond(), renewsAt.getEpochSecond(), credit.minor(), charge.minor(),
                due.minor(), amount.minor(), sessions);
    }

    /** What {@link #seen} wrote for that plan; nothing when it was tampered with beyond recognition. Other amounts are refused when they are agreed to. */
    public static Optional<PlanChangeQuote> read(RetainerPlanId plan, String seen, Currency currency) {
        var read = SEEN.matcher(seen);
        if (!read.matches()) {
            return Optional.empty();
        }
        var amounts = Pattern.compile(" ").splitAsStream(read.group(5).strip()).map(minor -> new Money(Long.parseLong(minor), currency)).toList();
        return Optional.of(new PlanChangeQuote(plan, When.valueOf(read.group(1)), second(read.group(2)), second(read.group(3)), amounts.get(0), amounts.get(1), amounts.get(2),
                Integer.parseInt(read.group(6)), second(read.group(4)), amounts.get(3)));
    }

    private static Instant second(String epoch) {
        return Instant.ofEpochSecond(Long.parseLong(epoch));
    }

    static PlanChangeQuote atRenewal(RetainerPlan plan, Instant at, Instant renewsAt, Money amount) {
        var nothing = Money.zero(amount.currency());
        return new PlanChangeQuote(plan.id(), When.AT_RENEWAL, at, renewsAt, nothing, nothing, nothing, 0, renewsAt, amount);
    }

    /**
     * @param end of the running period
     * @param whole how long the old plan's amount is for
     */
    static PlanChangeQuote now(RetainerTerms old, RetainerPlan plan, Instant at, Instant end, Duration whole) {
        var left = Collections.min(List.of(Duration.between(at, end), whole)); // a pause is counted in whole days
        var credit = Proration.of(old.amount(), left, whole).left();
        var charge = Proration.of(plan.terms().amount(), left, whole).left();
        var difference = charge.minus(credit);
        var due = difference.isLargeEnoughToCharge() ? difference : Money.zero(difference.currency());
        var more = Proration.sessions(plan.terms().sessions() - old.sessions(), left, whole);
        return new PlanChangeQuote(plan.id(), When.NOW, at, at, credit, charge, due, more, end, plan.terms().amount());
    }
}
