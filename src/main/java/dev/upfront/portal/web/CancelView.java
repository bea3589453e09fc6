package dev.upfront.portal.web;

import org.jspecify.annotations.Nullable;

/**
 * What cancelling does with the money, before it is done. Amounts are written out; one that is nothing is null.
 *
 * @param credit what becomes of the credit that pays for the session; null when none does
 * @param creditOf such as "of Ten sessions"; null when there is no credit
 * @param refundNote how it comes back, and what of it the client's bank gives back instead
 * @param seen the amounts as sent back with the confirmation, so that nothing else is done than what was read here
 */
record CancelView(String lead, @Nullable String credit, @Nullable String creditOf, String paid, @Nullable String fee, @Nullable String feeNote, @Nullable String kept, @Nullable String refund,
                  String refundNote, @Nullable String due, @Nullable String dueNote, String seen, String button, boolean canMove) {}
