package dev.upfront.api.web;

import dev.upfront.catalog.Catalog;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** What can be booked, and when. */
@RestController
@RequestMapping("/api/v1")
@Tag(name = "Offerings", description = "What can be booked, and when.")
class OfferingsApi {

    private static final Duration LONGEST_SPAN = Duration.ofDays(62);

    record Offerings(List<OfferingAnswer> offerings) {}

    record Availability(@Schema(example = "coaching-60") String offering, @Schema(description = "By start.") List<FreeSlot> slots) {}

    private final Catalog catalog;
    private final OnSale onSale;
    private final URI baseAddress;

    OfferingsApi(Catalog catalog, OnSale onSale, @Value("${upfront.base-address}") URI baseAddress) {
        this.catalog = catalog;
        this.onSale = onSale;
        this.baseAddress = baseAddress;
    }

    @GetMapping("/offerings")
    @Operation(operationId = "listOfferings", summary = "What can be booked", description = "All offerings on sale, by name, with price, terms and policy.")
    @ApiResponse(responseCode = "200", description = "The offerings on sale; an empty list if there are none.")
    Offerings offerings() {
        var reader = catalog.practice().locale();
        return new Offerings(catalog.offeringsOnSale().stream().map(offering -> OfferingAnswer.of(offering,
                offering.providers().stream().map(catalog::provider).toList(), URI.create(baseAddress + "/book/" + offering.slug()), reader)).toList());
    }

    @GetMapping("/availability")
    @Operation(operationId = "findFreeSlots", summary = "Free slots", description = "When an offering can be booked, with one of its providers or with "
            + "any of them. Times that have passed, are too soon, too far ahead or taken are left out.")
    @ApiResponse(responseCode = "200", description = "The free slots that start within the span; an empty list if there are none.")
    @ApiResponse(responseCode = "404", description = "`/problems/offering-unknown`: no offering on sale has that slug.")
    @ApiResponse(responseCode = "422", description = "`/problems/invalid`: the span is empty or longer than 62 days, or the provider does not give "
            + "this offering.")
    Availability availability(
            @Parameter(description = "The offering's slug.", example = "coaching-60") @RequestParam String offering,
            @Parameter(description = "A provider's id; any provider of the offering if missing.") @RequestParam(required = false) @Nullable UUID provider,
            @Parameter(description = "The earliest start.", example = "2026-11-23T00:00:00Z") @RequestParam Instant from,
            @Parameter(description = "Starts are before it; at most 62 days later.", example = "2026-11-30T00:00:00Z") @RequestParam Instant to) {
        if (!from.isBefore(to) || Duration.between(from, to).compareTo(LONGEST_SPAN) > 0) {
            throw ProblemAnswers.invalid(List.of(new ProblemAnswers.Wrong("to", "This must be later than \"from\", by at most 62 days.")));
        }
        var found = onSale.offering(offering);
        var providers = provider == null ? found.providers() : List.of(onSale.provider(found, provider));
        return new Availability(offering, onSale.free(found, providers, from, to));
    }
}
