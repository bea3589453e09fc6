package dev.upfront.api.web;

import dev.upfront.booking.Booking;
import dev.upfront.booking.BookingRequest;
import dev.upfront.calendar.Calendar;
import dev.upfront.catalog.Catalog;
import dev.upfront.catalog.Offering;
import dev.upfront.catalog.ProviderId;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import org.springframework.stereotype.Component;

/** Finds what a request names among what is on sale, and when that is free. */
@Component
class OnSale {

    /** No schedule offers anything further ahead. */
    private static final Duration FURTHEST = Duration.ofDays(1001);

    private static final Duration LOOK_AHEAD = Duration.ofDays(14);
    private static final int ALTERNATIVES = 5;
    private static final Pattern SLUG = Pattern.compile("[a-z0-9-]{1,200}");

    private final Catalog catalog;
    private final Calendar calendar;
    private final InstantSource clock;

    OnSale(Catalog catalog, Calendar calendar, InstantSource clock) {
        this.catalog = catalog;
        this.calendar = calendar;
        this.clock = clock;
    }

    /** @throws org.springframework.web.ErrorResponseException the problem, if there is none */
    Offering offering(String slug) {
        return (SLUG.matcher(slug).matches() ? catalog.offeringBySlug(slug) : Optional.<Offering>empty())
                .orElseThrow(() -> Problem.OFFERING_UNKNOWN.because("No offering on sale has that slug, so nothing was booked and nothing was charged. "
                        + "GET /api/v1/offerings lists those that there are."));
    }

    /** @throws org.springframework.web.ErrorResponseException the problem, if that provider does not give this offering */
    ProviderId provider(Offering offering, UUID id) {
        return offering.providers().stream().filter(giver -> giver.value().equals(id)).findFirst().orElseThrow(() -> ProblemAnswers.invalid(List.of(
                new ProblemAnswers.Wrong("provider", "No provider with this id gives this offering. GET /api/v1/offerings lists those who do."))));
    }

    /** The order as the booking room understands it; what the client left open is the practice's. */
    BookingRequest request(BookingOrder order, String requestKey) {
        var offering = offering(order.offering());
        var provider = provider(offering, order.provider());
        var practice = catalog.practice();
        var client = order.client();
        return new BookingRequest(requestKey, offering.id(), provider, order.startsAt(), client.name(), client.mail(), client.phone(),
                Objects.requireNonNullElse(client.zone(), practice.zone()), Objects.requireNonNullElse(client.locale(), practice.locale()), null);
    }

    /** Free slots of some providers, by start. Any span is understood, however far away. */
    List<FreeSlot> free(Offering offering, List<ProviderId> providers, Instant from, Instant to) {
        var now = clock.instant();
        if (!to.isAfter(now) || from.isAfter(now.plus(FURTHEST))) {
            return List.of();
        }
        var earliest = from.isBefore(now) ? now : from;
        return providers.stream()
                .flatMap(provider -> calendar.freeSlots(provider, offering.duration(), earliest, to).stream())
                .map(FreeSlot::of)
                .sorted(Comparator.comparing(FreeSlot::startsAt).thenComparing(FreeSlot::provider))
                .toList();
    }

    /** What to offer instead of a slot that was taken: the provider's next free ones, at most five. */
    List<FreeSlot> insteadOf(BookingOrder taken) {
        var offering = offering(taken.offering());
        return free(offering, List.of(provider(offering, taken.provider())), taken.startsAt(), taken.startsAt().plus(LOOK_AHEAD)).stream()
                .limit(ALTERNATIVES).toList();
    }

    /** The same for a booking that is to be moved. */
    List<FreeSlot> insteadOf(Instant taken, Booking booking) {
        return calendar.freeSlotsToMove(booking.id().value(), booking.provider(), booking.length(), taken, taken.plus(LOOK_AHEAD)).stream()
                .map(FreeSlot::of).limit(ALTERNATIVES).toList();
    }
}
