package dev.upfront.sandbox.stripe;

import java.time.YearMonth;

/**
 * One card on a customer's file, read-only.
 *
 * @param id         the payment method's
 * @param expires    the month at whose end it expires
 * @param expired    whether it has, by the stand-in's clock
 * @param willDecline what is planned for its next charges, such as {@code 3 × insufficient_funds}; empty when nothing is
 */
public record RecordedCard(String id, String customer, String brand, String lastFour, YearMonth expires, boolean expired, String willDecline) {
}
