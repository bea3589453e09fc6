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
 * @param limited whether it rests because the client's cards were declined as often as the card networks allow
 */
public record CardStanding(Obstacle obstacle, @Nullable String lastTried, boolean untried, @Nullable Instant restsUntil, boolean limited) {

    /** Whether that limit is all that stands against it: no card was tried for this payment. */
    public boolean neverTried() {
        return limited && lastTried == null;
    }
}
