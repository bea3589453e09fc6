package dev.upfront.api.web;

import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What an integrator asks for. */
record BookingOrder(
        @Schema(description = "The offering's slug.", example = "coaching-60") @NotBlank(message = "Say which offering, by its slug.") String offering,
        @Schema(description = "The provider's id.") @NotNull(message = "Say which provider, by the id.") UUID provider,
        @Schema(description = "The start of a free slot.", example = "2026-11-26T09:00:00Z")
        @NotNull(message = "Say when the session is to start.") Instant startsAt,
        @Valid @NotNull(message = "Say who comes.") Person client) {

    private static final String ONE_LINE = "^[^\\x00-\\x1F\\x7F]*$";

    /** Who comes. The mail address is what tells clients apart, in upper or lower case alike. */
    @Schema(description = "Who comes. One mail address is one client: a known client's name, phone, zone and locale are replaced by these.")
    record Person(
            @Schema(example = "Grace Hopper") @NotBlank(message = "Give the client's name.")
            @Size(max = 200, message = "A name has at most 200 characters.") @Pattern(regexp = ONE_LINE, message = "A name is one line of text.") String name,
            @Schema(example = "grace@example.org") @NotNull(message = "Give the client's mail address.")
            @Size(max = 254, message = "A mail address has at most 254 characters.")
            @Pattern(regexp = "^[^@\\s\\x00-\\x1F\\x7F]+@[^@\\s\\x00-\\x1F\\x7F]+$", message = "That is not a mail address: it needs a name, an @ and a domain.") String mail,
            @Schema(nullable = true, example = "+49 30 1234567") @Size(max = 50, message = "A phone number has at most 50 characters.")
            @Pattern(regexp = ONE_LINE, message = "A phone number is one line of text.") @Nullable String phone,
            @Schema(description = "The zone in which the client reads times; the practice's if missing.", types = {"string", "null"}, example = "Europe/Berlin")
            @Nullable ZoneId zone,
            @Schema(description = "How the client reads dates and amounts, as a BCP 47 tag; the practice's if missing.", types = {"string", "null"}, example = "en-GB")
            @Nullable Locale locale) {}
}
