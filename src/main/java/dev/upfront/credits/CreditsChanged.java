package dev.upfront.credits;

import java.util.UUID;

/**
 * The counts of a lot have changed.
 *
 * @param source what granted it
 * @param change counts the lot's changes
 */
public record CreditsChanged(LotId lot, UUID source, int change) {
}
