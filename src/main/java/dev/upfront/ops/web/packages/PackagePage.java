package dev.upfront.ops.web.packages;

import dev.upfront.client.Client;
import dev.upfront.credits.CreditLot;
import dev.upfront.ops.web.Chip;
import dev.upfront.ops.web.Happening;
import dev.upfront.packages.PackageSale;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * All that staff see of one sold package.
 *
 * @param covers what a credit pays for, line by line
 * @param until the last day on which its credits can be used
 * @param credits null while it is not paid
 * @param sharers who may use it besides its client
 * @param renewal the sale that renewed it, null while there is none
 * @param process where the flow can be looked at, null when nobody knows
 */
record PackagePage(PackageSale sale, Chip status, Client client, List<String> covers, String until, @Nullable CreditsLeft credits, List<Figure> money,
                   List<PaymentRow> payments, List<StepRow> steps, List<Happening> timeline, List<Client> sharers, @Nullable PackageSale renewal,
                   Possible possible, @Nullable String process) {

    /** @param unearned the value of the free and the booked credits */
    record CreditsLeft(CreditLot lot, String perSession, String unearned) {

        /** One word per credit, in the order in which they are drawn: "used", "held", "free", "gone". */
        public List<String> dots() {
            return Stream.of(Collections.nCopies(lot.used(), "used"), Collections.nCopies(lot.held(), "held"), Collections.nCopies(lot.free(), "free"),
                    Collections.nCopies(lot.expired() + lot.refunded(), "gone")).flatMap(List::stream).toList();
        }

        /** Such as "3 used, 1 booked, 6 free". */
        public String inWords() {
            return "%d used, %d booked, %d free".formatted(lot.used(), lot.held(), lot.free()) + (lot.expired() == 0 ? "" : ", %d expired".formatted(lot.expired()))
                    + (lot.refunded() == 0 ? "" : ", %d refunded".formatted(lot.refunded()));
        }
    }

    /** @param kind "", "now" or "total" */
    record Figure(String kind, String label, String amount) {
    }

    record PaymentRow(String id, String reference, String purpose, String amount, @Nullable String refunded, Chip status) {
    }

    /** @param signed the step of a signed contract, for its PDF; null for other steps */
    record StepRow(String title, Chip status, @Nullable String signed) {
    }

    /** What staff can do now. */
    record Possible(boolean refund, boolean cancel, boolean share) {
    }
}
