package dev.upfront.reconciliation;

import dev.upfront.money.Money;
import dev.upfront.payment.PaymentId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A case for staff: something on which Stripe's books and ours do not agree.
 *
 * @param about Stripe's id of it, ours when Stripe gave none, or the currency when the whole balance differs
 * @param stripe what Stripe's books say
 * @param ours what ours say
 * @param payment ours that it is about, if any
 * @param why in words
 * @param resolvedBy "Upfront" when a later run found it right; null while it is open
 */
public record Difference(DifferenceId id, Kind kind, String about, Money stripe, Money ours, @Nullable PaymentId payment, String why, Instant foundAt,
                         @Nullable Instant resolvedAt, @Nullable String resolvedBy, @Nullable String note) {

    /** What differs. */
    public enum Kind {
        /** Stripe has a charge that no payment of ours knows. */
        CHARGE_UNKNOWN("Charge that we don't know", "Look it up at Stripe. If it is not about a client of yours, note what it is; if it is, refund it there or record it, and note that."),
        /** We hold money to be collected of which Stripe has nothing. */
        PAYMENT_UNKNOWN("Payment that Stripe doesn't know", "Look the payment up at Stripe by its reference. If the money is not there, ask for it again."),
        AMOUNT_DIFFERS("Amount differs", "Compare the payment with the charge at Stripe, and correct whichever is wrong."),
        REFUND_DIFFERS("Refunds differ", "Somebody may have refunded at Stripe directly. If so, tell the client's record by a note here; refund from the console next time."),
        DISPUTE_DIFFERS("Disputed money differs", "Look at the dispute at Stripe and at its page here."),
        /** Stripe was asked for something and has not said for days what became of it. */
        OUTCOME_UNKNOWN("Outcome not known", "Look it up at Stripe by its reference. Upfront asks every day and closes this by itself once Stripe answers; nothing is charged or refunded again meanwhile."),
        FEE_DIFFERS("Fee differs", "Stripe changed a fee that was booked. Ask Stripe, and book the rest."),
        PAYOUT_DIFFERS("Payout differs", "The payout's parts do not add up to it. Ask Stripe."),
        MOVEMENT_UNKNOWN("Movement that we don't book", "Look it up at Stripe and tell your bookkeeper; it changed the balance by that much."),
        BALANCE_DIFFERS("Balance differs", "All single payments agree, and yet the sums do not: an entry of the book may be wrong, or a movement at Stripe was not read. The next run reads everything anew; "
                + "if that does not mend it, ask whoever looks after this installation.");

        private final String title;
        private final String whatToDo;

        Kind(String title, String whatToDo) {
            this.title = title;
            this.whatToDo = whatToDo;
        }

        public String title() {
            return title;
        }

        public String whatToDo() {
            return whatToDo;
        }
    }

    /** A difference as a run finds it. */
    record Found(Kind kind, String about, Money stripe, Money ours, @Nullable PaymentId payment, String why) {
    }
}
