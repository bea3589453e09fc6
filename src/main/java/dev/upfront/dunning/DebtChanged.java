package dev.upfront.dunning;

import dev.upfront.payment.PaymentId;

/** Something was decided about a debt, so that its next step may be another one. */
public record DebtChanged(PaymentId payment) {
}
