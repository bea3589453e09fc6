package dev.upfront.catalog;

import dev.upfront.money.Money;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.data.annotation.Id;
import org.springframework.data.annotation.Version;
import org.springframework.data.relational.core.mapping.Embedded;
import org.springframework.data.relational.core.mapping.Table;

/**
 * A package on sale: sessions sold together.
 *
 * @param slug            its address: /packages/{slug}; unique
 * @param credits         how many sessions
 * @param price           of all of them
 * @param offerings       what a credit pays for
 * @param surchargesMinor at the same position, what is paid on top of the credit when one is booked, in minor units of the price's currency
 * @param validDays       how many days after the purchase the credits can be used; null when not limited that way
 * @param validUntil      the last day on which they can be used, in the practice's zone; null when not limited that way
 * @param graceDays       how many days a credit that comes back after the end may still be used
 * @param shareable       whether others, such as a household or a company, may use it
 * @param contracts       names of the contracts a client signs before paying, in that order
 * @param active          whether it is on sale
 * @param version         0 for one never saved
 */
@Table(schema = "catalog", name = "package_offer")
public record PackageOffer(
        @Id PackageOfferId id, String slug, String name, String description, int credits, @Embedded.Empty(prefix = "price_") Money price,
        List<OfferingId> offerings, List<Long> surchargesMinor, @Nullable Integer validDays, @Nullable LocalDate validUntil, int graceDays,
        boolean shareable, List<String> contracts, boolean active, @Version int version) {

    private static final Pattern SLUG = Pattern.compile("[a-z0-9]+(-[a-z0-9]+)*");

    /** @throws IllegalArgumentException with a sentence for the person who typed it */
    public PackageOffer {
        Valid.that(SLUG.matcher(slug).matches(), "The address is written in small letters, digits and single hyphens, such as ten-sessions.");
        Valid.text(name, "A package needs a name.");
        Valid.that(credits >= 1 && credits <= 1000, "A package has between 1 and 1000 sessions.");
        Terms.full().checkAgainst(price);
        Valid.that(!offerings.isEmpty(), "Choose at least one offering that a credit pays for.");
        Valid.that(new HashSet<>(offerings).size() == offerings.size(), "An offering stands at most once in a package.");
        Valid.that(surchargesMinor.size() == offerings.size() && surchargesMinor.stream().allMatch(minor -> minor == 0 || isChargeable(minor, price)),
                "What is paid on top of a credit is nothing, or enough that a card can be charged.");
        Valid.that(validDays == null || validUntil == null, "A package ends after some days or on a date: give one of the two, or none.");
        Valid.that(validDays == null || validDays >= 1 && validDays <= 3660, "A package is valid for 1 to 3660 days.");
        Valid.that(graceDays >= 0 && graceDays <= 365, "The days of grace are between 0 and 365.");
        offerings = List.copyOf(offerings);
        surchargesMinor = List.copyOf(surchargesMinor);
        contracts = List.copyOf(contracts);
    }

    /** One never saved. */
    public PackageOffer(PackageOfferId id, String slug, String name, String description, int credits, Money price, List<OfferingId> offerings,
            List<Long> surchargesMinor, @Nullable Integer validDays, @Nullable LocalDate validUntil, int graceDays, boolean shareable,
            List<String> contracts, boolean active) {
        this(id, slug, name, description, credits, price, offerings, surchargesMinor, validDays, validUntil, graceDays, shareable, contracts, active, 0);
    }

    /** What is paid on top of a credit for that offering; empty when a credit does not pay for it. */
    public Optional<Money> surcharge(OfferingId offering) {
        var position = offerings.indexOf(offering);
        return position < 0 ? Optional.empty() : Optional.of(new Money(surchargesMinor.get(position), price.currency()));
    }

    /** What one session costs in the package, rounded down to the minor unit; the last credit is worth the rest as well. */
    public Money pricePerCredit() {
        return new Money(price.minor() / credits, price.currency());
    }

    /**
     * When credits bought at that moment end.
     *
     * @param zone the practice's: days end there at midnight, so that a day of a clock change counts as one day
     * @return null for never
     */
    public @Nullable Instant endOf(Instant bought, ZoneId zone) {
        var lastDay = validUntil != null ? validUntil : validDays != null ? LocalDate.ofInstant(bought, zone).plusDays(validDays) : null;
        return lastDay == null ? null : lastDay.plusDays(1).atStartOfDay(zone).toInstant();
    }

    private static boolean isChargeable(long minor, Money price) {
        var surcharge = new Money(minor, price.currency());
        return surcharge.isLargeEnoughToCharge() && surcharge.isChargeable();
    }
}
