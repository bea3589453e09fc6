package dev.upfront.retainer;

/** A period was paid, its collection failed, or its debt was given up. */
public record PeriodSettled(RetainerPeriodId periodId, RetainerId retainerId, PeriodStatus status) {}
