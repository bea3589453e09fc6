package dev.upfront.retainer;

/** A retainer renews again. @param change counts the retainer's changes, from 1 */
public record RetainerResumed(RetainerId retainerId, int change) {}
