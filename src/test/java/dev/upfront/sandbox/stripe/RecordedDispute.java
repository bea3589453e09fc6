package dev.upfront.sandbox.stripe;

import java.time.Instant;

/**
 * One dispute, read-only.
 *
 * @param amount        in the currency's minor unit
 * @param currency      lower case, as Stripe writes it
 * @param status        needs_response, under_review, won or lost
 * @param evidenceDueBy after that it is lost when nothing was submitted
 */
public record RecordedDispute(String id, String charge, long amount, String currency, String status, String reason, Instant evidenceDueBy,
                              Instant created) {

    /** Whether it can still be decided. */
    public boolean isOpen() {
        return !status.equals("won") && !status.equals("lost");
    }
}
