package dev.upfront.dispute.pack;

import dev.upfront.credits.CreditLot;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What a disputed payment bought, as its room tells it.
 *
 * @param title such as "Coaching"
 * @param description what that is, in a sentence without its end
 * @param orderedAt when the client asked for it
 * @param policy the words of the cancellation policy that was copied then; empty when its room has none
 * @param consent the kind of the client's acceptance of the terms
 * @param onboarding under which contracts and forms are kept
 * @param sessions the bookings that it paid for
 * @param lot the credits that it bought; nothing when it bought none
 */
record Purchase(String title, String description, Instant orderedAt, String buyer, String policy, String consent, List<UUID> onboarding, List<UUID> sessions,
                @Nullable CreditLot lot, List<Told> timeline) {

    /** Something that happened, in its room's words. */
    record Told(Instant at, String what, String by) {
    }
}
