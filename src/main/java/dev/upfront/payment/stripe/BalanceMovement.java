package dev.upfront.payment.stripe;

import dev.upfront.money.Money;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One movement of our balance at Stripe: https://docs.stripe.com/api/balance_transactions/object.
 *
 * @param type Stripe's word, for what {@link Kind#OTHER} does not name
 * @param amount signed: what came in is positive
 * @param fee what Stripe took of it; never given back by a later movement
 * @param source the id of the charge, refund, dispute or payout that it belongs to
 * @param charge the charge it is about, also for a refund or a dispute
 * @param intent the PaymentIntent of that charge
 * @param payout of a payout's own movement, and of what was asked for by payout
 * @param available when it can be, or could be, paid out
 */
public record BalanceMovement(String id, Kind kind, String type, Money amount, Money fee, String source, @Nullable String charge, @Nullable String intent,
                              @Nullable String refund, @Nullable String dispute, @Nullable String payout, Instant created, Instant available) {

    /** What moved the balance, by Stripe's reporting category: https://docs.stripe.com/reports/reporting-categories. */
    public enum Kind { CHARGE, REFUND, REFUND_FAILURE, DISPUTE, DISPUTE_REVERSAL, PAYOUT, PAYOUT_REVERSAL, FEE, OTHER }

    /** What is left of the amount after the fee. */
    public Money net() {
        return amount.minus(fee);
    }
}
