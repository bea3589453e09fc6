package dev.upfront.payment;

import dev.upfront.money.Money;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A dispute as Stripe has it.
 *
 * @param dispute Stripe's id
 * @param amount what the cardholder wants back
 * @param fee what Stripe took for the dispute so far
 * @param withdrawn whether the amount is out of our balance now, or was lost
 * @param returned what of the amount came back; when the dispute is lost, what had been refunded before
 * @param reason Stripe's word, such as fraudulent or product_not_received
 * @param answerBy after that it is lost without an answer; nothing when there is no deadline
 * @param submissions how often evidence was handed in
 */
public record DisputeFacts(String dispute, Money amount, Money fee, boolean withdrawn, Money returned, Standing standing, String reason,
                           @Nullable Instant answerBy, long submissions, Instant openedAt) {

    /** How it stands. */
    public enum Standing {
        /** Money was withdrawn; evidence may be handed in. */
        NEEDS_RESPONSE,
        /** The bank only asks: nothing is withdrawn. Evidence may be handed in. */
        INQUIRY,
        /** Evidence was handed in; the bank decides. */
        UNDER_REVIEW,
        WON,
        LOST,
        /** Over without a decision: an inquiry that came to nothing. */
        DROPPED;

        public boolean isOver() {
            return this == WON || this == LOST || this == DROPPED;
        }
    }
}
