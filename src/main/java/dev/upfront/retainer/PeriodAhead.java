package dev.upfront.retainer;

import dev.upfront.money.Money;
import java.time.Instant;

/**
 * A period of a retainer that is not paid yet, in which sessions can be booked.
 *
 * @param reference of the retainer
 * @param plan its name, as the client read it
 * @param startsAt when it is renewed and charged
 * @param sessions how many it gives
 * @param perSession what one of them costs; nothing where that is too little to be charged by itself
 */
public record PeriodAhead(RetainerId retainer, String reference, String plan, Instant startsAt, Instant endsAt, int sessions, Money perSession) {}
