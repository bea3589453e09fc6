package dev.upfront.retainer;

/** A retainer will not renew any more. */
public record RetainerEnded(RetainerId retainerId, EndReason reason) {}
