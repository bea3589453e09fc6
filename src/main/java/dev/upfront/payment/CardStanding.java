package dev.upfront.payment;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How the card on file stands towards one payment that is owed.
 *
 * @param obstacle why it did not pay
 * @param lastTried which card was tried last, as nothing but something to compare; null while none was
 * @param untried whether a card is kept that was not tried for this payment yet and may be
 * @param restsUntil before which the card is not tried again; null when it need not rest
 */
public record CardStanding(Obstacle obstacle, @Nullable String lastTried, boolean untried, @Nullable Instant restsUntil) {
}
