package dev.upfront.ledger;

import java.time.YearMonth;
import java.util.List;
import java.util.UUID;

/**
 * A client's month in one currency: what stood at its beginning, each movement in order of time, what stood at its end. Opening and movements add up
 * to the closing.
 */
public record Statement(UUID client, YearMonth month, Standing opening, List<Movement> movements, Standing closing) {
}
