package dev.upfront.reconciliation;

/** A run is to begin. */
public record ReconciliationAsked(RunId run) {
}
