package dev.upfront.retainer;

import dev.upfront.money.Money;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What pausing a retainer, or letting it go on, means for its next charge: shown before it is confirmed.
 *
 * @param goesOnAt when it goes on
 * @param before when it would have been charged next without that; null when it is paused already
 * @param chargedAt when it is charged next then
 * @param runsUntil when what is paid for now ends then; the same as before unless the pause moves it
 */
public record PauseQuote(Instant goesOnAt, @Nullable Instant before, Instant chargedAt, Instant runsUntil, Money amount) {}
