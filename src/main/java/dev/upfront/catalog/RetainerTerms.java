package dev.upfront.catalog;

import dev.upfront.money.Money;
import java.util.HashSet;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.data.relational.core.mapping.Column;
import org.springframework.data.relational.core.mapping.Embedded;

/**
 * What a retainer costs and gives. A plan has them; each retainer keeps a copy of those that were agreed.
 *
 * @param amount       what each period costs
 * @param sessions     how many sessions each period gives; 0 for access without sessions
 * @param offeringIds  what a session's credit pays for; none when there are no sessions (as they stand in the column, which can't be an empty list of typed ids)
 * @param noticeDays   how many days before the end of a period it must be cancelled to end there
 * @param minimumTerm  how many periods are charged at least; 0 for no minimum
 * @param setUpFee     charged with the first period, on top of the amount
 * @param trialDays    how many days pass before the first period begins and is charged
 * @param instalments  after how many periods it ends by itself, as a payment plan does; null for endless
 * @param contracts    names of the contracts a client signs before it starts, in that order
 */
public record RetainerTerms(
        @Embedded.Empty(prefix = "amount_") Money amount, Cadence cadence, int sessions, @Column("offerings") List<UUID> offeringIds,
        @Embedded.Empty(prefix = "roll_over_") RollOver rollOver, int noticeDays, int minimumTerm,
        @Embedded.Nullable(prefix = "set_up_fee_") @Nullable Money setUpFee, int trialDays, PausePolicy pausePolicy, ChangePolicy changePolicy,
        @Nullable Integer instalments, List<String> contracts) {

    /** @throws IllegalArgumentException with a sentence for the person who typed it */
    public RetainerTerms {
        Terms.full().checkAgainst(amount);
        Valid.that(sessions >= 0 && sessions <= 1000, "A period has between 0 and 1000 sessions.");
        Valid.that((sessions == 0) == offeringIds.isEmpty(), "Say what the sessions can be used for; access without sessions is for no offering.");
        Valid.that(sessions > 0 || rollOver.periods() == 0, "Without sessions there is nothing that could roll over.");
        Valid.that(noticeDays >= 0 && noticeDays <= 365, "The notice is between 0 and 365 days.");
        Valid.that(minimumTerm >= 0 && minimumTerm <= 120, "The minimum term is between 0 and 120 periods.");
        Valid.that(setUpFee == null || setUpFee.currency().equals(amount.currency()), "The set-up fee must be in the currency of the amount.");
        Valid.that(setUpFee == null || setUpFee.isPositive() && setUpFee.isChargeable(), "The set-up fee must be more than nothing, and what a card can be charged exactly.");
        Valid.that(trialDays >= 0 && trialDays <= 365, "The trial is between 0 and 365 days.");
        Valid.that(instalments == null || instalments >= 1 && instalments <= 120, "A payment plan has between 1 and 120 instalments.");
        Valid.that(instalments == null || minimumTerm <= instalments, "The minimum term cannot be longer than the payment plan.");
        for (var named : List.of(offeringIds, contracts)) {
            Valid.that(new HashSet<>(named).size() == named.size(), "An offering or contract stands at most once in a plan.");
        }
        offeringIds = List.copyOf(offeringIds);
        contracts = List.copyOf(contracts);
    }

    /** What a session's credit pays for. */
    public List<OfferingId> offerings() {
        return offeringIds.stream().map(OfferingId::new).toList();
    }

    /** Whether every session that those terms give is given by these too, in the same rhythm and without an end of their own. */
    public boolean giveAllOf(RetainerTerms others) {
        return cadence == others.cadence && instalments == null && sessions >= others.sessions && offeringIds.containsAll(others.offeringIds);
    }

    /** The set-up fee, nothing if there is none. */
    public Money setUpFeeOrNothing() {
        return setUpFee == null ? Money.zero(amount.currency()) : setUpFee;
    }
}
