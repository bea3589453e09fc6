package dev.upfront.packages;

import dev.upfront.catalog.PackageOfferId;
import java.time.ZoneId;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A client's wish to buy a package, or staff's to sell one.
 *
 * @param requestKey the same key asks for the same sale, however often it is sent
 * @param zone the client's zone, in which times are shown to them
 * @param soldBy "client", or the staff member's name
 */
public record PackageRequest(String requestKey, PackageOfferId offer, String name, String mail, @Nullable String phone, ZoneId zone, Locale locale, String soldBy) {}
