package dev.upfront.booking;

import dev.upfront.money.Money;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How a booking ended without a session, and what that costs, as it was shown before.
 *
 * @param fee of the price; zero once waived
 * @param creditUsed whether the credit that pays for the session is used up all the same; false once waived
 * @param reviewEndsAt until when staff may waive a no-show's fee
 * @param confirmedBy who let the fee stand before that; null while nobody has
 * @param settledAt when the money was put right; null while the flow is on its way there
 * @param because why a session that waited for a renewal was released; null for all others
 */
public record Closing(ClosingReason reason, String by, Instant at, Money fee, boolean creditUsed, @Nullable Instant reviewEndsAt,
        @Nullable String confirmedBy, @Nullable String waivedBy, @Nullable String waivedBecause, @Nullable Instant settledAt, @Nullable String because) {

    /** Whether staff have decided about the fee: there is nothing left to review. */
    public boolean reviewed() {
        return waived() || confirmedBy != null;
    }

    public boolean waived() {
        return waivedBy != null;
    }
}
