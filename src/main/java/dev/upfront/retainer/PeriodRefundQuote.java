package dev.upfront.retainer;

import dev.upfront.money.Money;

/**
 * What refunding the unused part of a paid period means: shown before it is confirmed, and then done exactly so.
 *
 * @param credits how many are taken back: the free ones
 * @param held how many stay with booked sessions
 * @param amount what goes back
 */
public record PeriodRefundQuote(int credits, int held, Money amount) {}
