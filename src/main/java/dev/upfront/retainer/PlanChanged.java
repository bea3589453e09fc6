package dev.upfront.retainer;

import org.jspecify.annotations.Nullable;

/**
 * A retainer goes on with another plan.
 *
 * @param change counts the retainer's changes, from 1
 * @param toCollect the rest of the running period, whose difference is to be collected now; null when the change waits for the renewal, or costs nothing now
 */
public record PlanChanged(RetainerId retainerId, int change, @Nullable RetainerPeriodId toCollect) {}
