package dev.upfront.api.web;

import dev.upfront.money.Money;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.constraints.NotNull;

/** An amount as JSON. */
@Schema(description = "An amount in the minor unit of its currency: cents for EUR, yen for JPY, fils for KWD.")
record Amount(
        @Schema(description = "How many minor units.", example = "4000") @NotNull(message = "This is missing.") Long minor,
        @Schema(description = "ISO 4217.", example = "EUR") @NotNull(message = "This is missing.") String currency) {

    static Amount of(Money money) {
        return new Amount(money.minor(), money.currency().getCurrencyCode());
    }
}
