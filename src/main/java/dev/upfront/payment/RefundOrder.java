package dev.upfront.payment;

import dev.upfront.ledger.Account;

/**
 * Why and how a refund is asked for.
 *
 * @param name makes it a single wish: asked again under the same name for the same payment, nothing more is refunded. "cancellation", or a form's own id
 * @param source the account the money comes out of: UNEARNED for a session that will not take place, REVENUE or FEES for what was earned
 * @param by who asked: "policy", or a staff member's name
 */
public record RefundOrder(String name, RefundReason reason, Account source, String by) {
}
