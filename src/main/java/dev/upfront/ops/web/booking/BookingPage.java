package dev.upfront.ops.web.booking;

import dev.upfront.booking.Booking;
import dev.upfront.booking.Closing;
import dev.upfront.client.Client;
import dev.upfront.form.Answer;
import dev.upfront.ops.web.Chip;
import dev.upfront.ops.web.Happening;
import dev.upfront.portal.When;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * All that staff see of one booking.
 *
 * @param clientWhen the time on the client's clock, null when it shows the same
 * @param money what the price comes to, line by line
 * @param review of this no-show's fee, null when there is none
 * @param process where the flow can be looked at, null when nobody knows
 * @param credit the credit that pays for it, null when only money does
 * @param unfunded what it waits for, as a sentence; null when it is settled what pays for it
 */
record BookingPage(Booking booking, Chip status, Client client, String provider, When when, @Nullable When clientWhen, String policy,
                   List<Figure> money, List<PaymentRow> payments, List<StepRow> steps, List<Answer> answers, List<Happening> timeline,
                   @Nullable Closing closing, @Nullable Review review, Possible possible, @Nullable String process,
                   @Nullable Credit credit, @Nullable String unfunded) {

    /** @param kind "", "now" or "total" */
    record Figure(String kind, String label, @Nullable String note, String amount) {
    }

    /**
     * @param lot what its lot is called, such as "Ten sessions"
     * @param reference of what granted the lot
     * @param address where that can be looked at
     * @param state such as "is held for this session"
     */
    record Credit(String lot, String reference, String address, String state) {
    }

    record PaymentRow(String id, String reference, String purpose, String amount, @Nullable String refunded, Chip status) {
    }

    /** @param signed the step of a signed contract, for its PDF; null for other steps */
    record StepRow(String title, String kind, Chip status, @Nullable String signed) {
    }

    /**
     * The time in which a fee can be waived.
     *
     * @param due what is still to be collected of it, null when what was paid covers it
     */
    record Review(String until, @Nullable String due) {
    }

    /** What staff can do now. */
    record Possible(boolean move, boolean cancel, boolean markNotShown, boolean review) {
        public boolean anything() {
            return move || cancel || markNotShown || review;
        }
    }
}
