package dev.upfront.ops.web.money;

import dev.upfront.ops.web.SubjectLink;
import dev.upfront.payment.StuckMoney;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Money that is stuck, as the list shows it.
 *
 * @param about the address of the payment
 * @param since when it began to wait
 * @param incident what stopped the flow, as Operate shows it; null while nothing did
 * @param process where the flow that waits or stopped can be looked at, null when nobody knows
 */
record StuckRow(StuckMoney stuck, String client, String amount, String about, String age, String since, List<Way> ways, @Nullable String incident,
        @Nullable String process) {

    /** Where the console shows what the money is for. */
    public SubjectLink subject() {
        return SubjectLink.of(stuck.subject());
    }

    /** Whether nothing moves until a person decides, or mends what stopped the flow. */
    public boolean needsYou() {
        return stuck.decisionWaits() || incident != null;
    }

    /**
     * One way out.
     *
     * @param decision its name
     * @param asksFirst whether a page shows first what it means
     */
    record Way(String decision, String label, String address, boolean asksFirst) {
    }
}
