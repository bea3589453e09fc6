package dev.upfront.dispute;

/** A dispute was noticed for the first time, perhaps after it was over. */
public record DisputeOpened(DisputeId dispute) {
}
