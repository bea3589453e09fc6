package dev.upfront.payment;

import dev.upfront.money.Money;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Something that happened to a payment or to a refund of it.
 *
 * @param reference of the payment, or of the refund when it happened to one
 * @param amount of the payment or of the refund
 * @param by who asked for a refund; else null
 * @param why a declined try or a failed refund failed; else null
 */
public record MoneyEvent(What what, Instant at, PaymentId payment, String reference, Subject subject, Purpose purpose, Money amount,
                         @Nullable String by, @Nullable String why) {

    /** What happened. */
    public enum What {
        ASKED, PAID, CLOSED, WRITTEN_OFF,
        /** The card on file was tried, and brought no money. */
        DECLINED,
        REFUND_ASKED, REFUND_SUCCEEDED, REFUND_FAILED, REFUND_CLOSED
    }
}
