package dev.upfront.retainer;

import java.time.Instant;

/** Nothing renews until then, or until it is resumed. @param change counts the retainer's changes, from 1 */
public record RetainerPaused(RetainerId retainerId, int change, Instant until) {}
