package dev.upfront.payment;

import java.util.UUID;

/**
 * What a payment is for.
 *
 * @param id of the booking, the package sale or the retainer's period: it owes once for each purpose
 * @param reference what people call it, such as UP-7K3MQ9X2
 * @param payer whose customer at Stripe pays and whose card may be kept: the booking or the sale itself, or the retainer for all its periods. Never simply
 *     the client, because whoever typed somebody's mail address must not find that person's card
 */
public record Subject(Kind kind, UUID id, String reference, UUID payer) {

    /** What sort of thing is paid for. */
    public enum Kind {
        BOOKING("bookingRef"), PACKAGE("packageRef"), RETAINER("retainerRef");

        private final String variable;

        Kind(String variable) {
            this.variable = variable;
        }

        /** The process variable that holds its reference. */
        public String variable() {
            return variable;
        }
    }

    public static Subject booking(UUID id, String reference) {
        return new Subject(Kind.BOOKING, id, reference, id);
    }
}
