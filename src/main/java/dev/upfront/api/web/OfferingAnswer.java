package dev.upfront.api.web;

import dev.upfront.catalog.Offering;
import dev.upfront.catalog.Provider;
import dev.upfront.catalog.Terms;
import io.swagger.v3.oas.annotations.media.Schema;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.UUID;

/** An offering on sale as JSON. */
@Schema(name = "Offering")
record OfferingAnswer(
        @Schema(description = "What names it in addresses and orders.", example = "coaching-60") String slug,
        @Schema(example = "Coaching session") String name,
        String description,
        @Schema(description = "How long a session lasts.", example = "60") long minutes,
        @Schema(example = "Video call") String place,
        Amount price,
        @Schema(description = "How it is paid: not at all, in full when booking, or a deposit when booking and the balance after the session.") Terms.Kind terms,
        @Schema(description = "The part of the price that is due before the booking is confirmed.") Amount dueAtBooking,
        @Schema(description = "The part of the price that is due after the session.") Amount dueLater,
        Policy policy,
        @Schema(description = "Who gives it, in the order in which clients see them.") List<Giver> providers,
        @Schema(description = "The page where clients book it themselves.", example = "https://book.example.org/book/coaching-60") URI page) {

    /** @param freeUntil @param moveUntil before the start */
    record Policy(
            @Schema(description = "Cancelling is free until that long before the start, as an ISO 8601 duration.", type = "string", example = "PT24H") Duration freeUntil,
            @Schema(description = "Moving is possible until that long before the start, as an ISO 8601 duration.", type = "string", example = "PT24H") Duration moveUntil,
            @Schema(description = "What cancelling later costs, in hundredths of a percent of the price.", example = "5000") int lateFeeBasisPoints,
            @Schema(description = "What not coming costs, in hundredths of a percent of the price.", example = "10000") int noShowFeeBasisPoints,
            @Schema(description = "The same in words.") String inWords) {}

    @Schema(name = "Provider")
    record Giver(UUID id, @Schema(example = "Ada Brandt") String name, @Schema(description = "The zone the provider works in.", example = "Europe/Berlin") String zone) {}

    static OfferingAnswer of(Offering offering, List<Provider> providers, URI page, Locale reader) {
        var policy = offering.policy();
        return new OfferingAnswer(offering.slug(), offering.name(), offering.description(), offering.duration().toMinutes(), offering.place(),
                Amount.of(offering.price()), offering.terms().kind(), Amount.of(offering.terms().dueAtBooking(offering.price())),
                Amount.of(offering.terms().balance(offering.price())),
                new Policy(policy.freeUntil(), policy.moveUntil(), policy.lateFeeBasisPoints(), policy.noShowFeeBasisPoints(), policy.sentence(reader)),
                providers.stream().map(provider -> new Giver(provider.id().value(), provider.name(), provider.zone().getId())).toList(), page);
    }
}
