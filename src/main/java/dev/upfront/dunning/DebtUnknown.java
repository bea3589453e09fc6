package dev.upfront.dunning;

import dev.upfront.payment.PaymentId;
import java.util.NoSuchElementException;

public final class DebtUnknown extends NoSuchElementException {
    DebtUnknown(PaymentId payment) {
        super("No debt is known for payment " + payment);
    }
}
