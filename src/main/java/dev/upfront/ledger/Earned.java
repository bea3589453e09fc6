package dev.upfront.ledger;

import dev.upfront.money.Money;
import java.time.YearMonth;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What one offering earned in one month.
 *
 * @param offering null for what no offering earned by itself
 * @param amount below nothing when more was given back than earned
 */
public record Earned(YearMonth month, @Nullable UUID offering, Money amount) {
}
