package dev.upfront.ops.web.dispute;

import dev.upfront.client.Client;
import dev.upfront.dispute.Disputes.AssembledPack;
import dev.upfront.ops.web.Chip;
import dev.upfront.ops.web.Happening;
import dev.upfront.payment.Payment;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * All that staff see of one dispute.
 *
 * @param answerBy until when the bank waits; null without a deadline
 * @param byDefault what happens when nobody decides, and when
 * @param pack null while it is not put together
 * @param stillGiven what the money had paid for and the client still has
 * @param process where the flow can be looked at, null when nobody knows
 */
record DisputePage(DisputeRows.Row row, Client client, Payment payment, String purpose, @Nullable String answerBy, Chip deadline, String byDefault, List<Figure> money,
                   @Nullable AssembledPack pack, @Nullable String assembled, List<Given> stillGiven, List<Happening> timeline, @Nullable String process) {

    /** @param kind "", "now" or "total" */
    record Figure(String kind, String label, @Nullable String note, String amount) {
    }

    /** @param word of the link where it can be ended */
    record Given(String what, String word, String address) {
    }
}
