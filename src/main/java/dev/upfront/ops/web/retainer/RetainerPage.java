package dev.upfront.ops.web.retainer;

import dev.upfront.client.Client;
import dev.upfront.ops.web.Chip;
import dev.upfront.ops.web.Happening;
import dev.upfront.payment.CardOnFile;
import dev.upfront.retainer.Retainer;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * All that staff see of one retainer.
 *
 * @param name of the plan that is in force
 * @param ahead the name of the plan from the next renewal on; null when it is the same
 * @param next what comes next, in a sentence
 * @param sentences the terms as the client agreed to them
 * @param process where the flow can be looked at, null when nobody knows
 */
record RetainerPage(Retainer retainer, String name, @Nullable String ahead, Chip standing, Client client, String next, List<String> sentences, @Nullable CardOnFile card,
                    List<PeriodRow> periods, List<CreditRow> credits, List<StepRow> steps, List<Happening> timeline, Possible possible, @Nullable String process) {

    /**
     * @param payment null while nothing was asked for
     * @param refund where what is unused of it can be refunded; null when nothing is
     */
    record PeriodRow(String when, String note, String amount, String sessions, Chip status, @Nullable String payment, @Nullable String reference, @Nullable String refund) {
    }

    record CreditRow(String what, String until, String unearned) {
    }

    /** @param signed the step of a signed contract, for its PDF; null for other steps */
    record StepRow(String title, Chip status, @Nullable String signed) {
    }

    /** What staff can do now. */
    record Possible(boolean pause, boolean resume, boolean change, boolean cancel) {
    }
}
