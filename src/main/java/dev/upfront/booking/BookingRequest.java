package dev.upfront.booking;

import dev.upfront.catalog.OfferingId;
import dev.upfront.catalog.ProviderId;
import dev.upfront.credits.Holder;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What a client asks for.
 *
 * @param requestKey the same key asks for the same booking, however often it is sent
 * @param credit by what right a credit pays for it; null when money does
 * @param zone the client's zone, in which times are shown to them
 */
public record BookingRequest(
        String requestKey, OfferingId offering, ProviderId provider, Instant startsAt,
        String name, String mail, @Nullable String phone, ZoneId zone, Locale locale, @Nullable Holder credit) {}
