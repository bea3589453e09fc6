package dev.upfront.dispute;

/** A dispute was won or lost, or came to nothing. */
public record DisputeEnded(DisputeId dispute) {
}
