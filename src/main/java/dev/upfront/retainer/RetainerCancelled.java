package dev.upfront.retainer;

import java.time.Instant;

/** A retainer will end at that moment. @param change counts the retainer's changes, from 1 */
public record RetainerCancelled(RetainerId retainerId, int change, Instant endsAt) {}
