package dev.upfront.payment.stripe;

import dev.upfront.money.Money;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A dispute as Stripe has it: https://docs.stripe.com/api/disputes/object.
 *
 * @param dispute Stripe's id
 * @param amount what the cardholder wants back; at most what was charged
 * @param fee what Stripe took for the dispute; not given back when it is won
 * @param withdrawn whether the amount is out of our balance now, or was lost
 * @param returned what of the amount came back; when the dispute is lost, what had been refunded before
 * @param reason Stripe's word, such as fraudulent or product_not_received
 * @param evidenceDueBy after that it is lost without evidence; nothing when there is no deadline
 * @param submissions how often evidence was handed in; it can be handed in once, and once more when an inquiry has become a dispute
 */
public record DisputedCharge(String dispute, String charge, @Nullable String intent, Money amount, Money fee, boolean withdrawn, Money returned, Standing standing,
                             String reason, @Nullable Instant evidenceDueBy, boolean hasEvidence, long submissions, Instant created) {

    /** How it stands. INQUIRY: the bank only asks, and nothing is withdrawn. CLOSED: it came to nothing. OTHER: a word that is new. */
    public enum Standing { NEEDS_RESPONSE, INQUIRY, UNDER_REVIEW, WON, LOST, CLOSED, OTHER }
}
