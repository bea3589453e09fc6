package dev.upfront.dispute;

/** It is decided what becomes of a dispute, or nothing is left to be decided. */
public record DisputeDecided(DisputeId dispute, DisputeDecision decision) {
}
