package dev.upfront.api.web;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.upfront.booking.CancellationQuote;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import org.jspecify.annotations.Nullable;

/** What cancelling means in money: asked for first, then sent back as agreed to. */
@JsonInclude(JsonInclude.Include.NON_NULL)
@Schema(description = "What cancelling a booking means in money. Show it to the client, then send it back unchanged to cancel on exactly these terms.")
record CancellationAmounts(
        @Schema(description = "What the client has paid and not got back.") @Valid @NotNull(message = "This is missing.") Amount paid,
        @Schema(description = "What cancelling costs by the policy.") @Valid @NotNull(message = "This is missing.") Amount fee,
        @Schema(description = "The part of the fee that is taken from what was paid.") @Valid @NotNull(message = "This is missing.") Amount kept,
        @Schema(description = "What goes back to the client.") @Valid @NotNull(message = "This is missing.") Amount refund,
        @Schema(description = "The part of the fee that the client is still asked for.") @Valid @NotNull(message = "This is missing.") Amount feeDue,
        @Schema(description = "Present and true when the session is paid with a credit and that credit is used up all the same.", nullable = true) @Nullable Boolean creditUsed) {

    static CancellationAmounts of(CancellationQuote quote) {
        return new CancellationAmounts(Amount.of(quote.paid()), Amount.of(quote.fee()), Amount.of(quote.kept()), Amount.of(quote.refund()),
                Amount.of(quote.feeDue()), quote.creditUsed() ? true : null);
    }
}
