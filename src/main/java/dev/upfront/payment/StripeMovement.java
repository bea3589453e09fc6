package dev.upfront.payment;

import dev.upfront.money.Money;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One movement of our balance in Stripe's books: https://docs.stripe.com/api/balance_transactions/object.
 *
 * @param type Stripe's word, for what {@link Kind#OTHER} does not name
 * @param amount signed: what came in is positive
 * @param fee what Stripe took of it
 * @param source Stripe's id of the charge, refund, dispute or payout that it belongs to
 * @param intent the PaymentIntent it is about, if any
 * @param payout of a payout's own movement
 */
public record StripeMovement(String id, Kind kind, String type, Money amount, Money fee, String source, @Nullable String intent, @Nullable String payout,
                             Instant created) {

    /** What moved the balance. */
    public enum Kind {
        CHARGE, REFUND, REFUND_FAILURE, DISPUTE, DISPUTE_REVERSAL, PAYOUT, PAYOUT_REVERSAL, FEE, OTHER;

        /** Whether it is about what a client paid, so that our own rows tell what it should be. */
        public boolean isAboutPayment() {
            return ordinal() <= DISPUTE_REVERSAL.ordinal();
        }
    }

    public Money net() {
        return amount.minus(fee);
    }
}
