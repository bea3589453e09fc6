package dev.upfront.catalog;

import dev.upfront.money.Money;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.springframework.data.annotation.Id;
import org.springframework.data.annotation.Version;
import org.springframework.data.relational.core.mapping.Embedded;
import org.springframework.data.relational.core.mapping.Table;

/**
 * Something that can be booked.
 *
 * @param slug      its address: /book/{slug}; unique
 * @param duration  of a session, in whole minutes
 * @param forms     ids of the forms a client fills, in that order
 * @param contracts names of the contracts a client signs after the forms, in that order
 * @param providers who gives it, in the order clients see
 * @param place     where the session takes place, as clients read it: a street, "Video call", …
 * @param active    whether it is on sale
 * @param version   0 for one never saved
 */
@Table(schema = "catalog")
public record Offering(
        @Id OfferingId id, String slug, String name, String description, Duration duration,
        @Embedded.Empty(prefix = "price_") Money price, @Embedded.Empty(prefix = "terms_") Terms terms,
        @Embedded.Empty(prefix = "policy_") CancellationPolicy policy,
        List<String> forms, List<String> contracts, List<ProviderId> providers, String place, boolean active, @Version int version) {

    private static final Pattern SLUG = Pattern.compile("[a-z0-9]+(-[a-z0-9]+)*");

    /** @throws IllegalArgumentException with a sentence for the person who typed it */
    public Offering {
        Valid.that(SLUG.matcher(slug).matches(), "The address is written in small letters, digits and single hyphens, such as coaching-60.");
        Valid.text(name, "An offering needs a name.");
        Valid.that(duration.isPositive() && duration.equals(Duration.ofMinutes(duration.toMinutes())), "A session lasts a whole number of minutes, at least one.");
        terms.checkAgainst(price);
        Valid.that(!providers.isEmpty(), "An offering needs at least one provider.");
        for (var named : List.of(forms, contracts, providers)) {
            Valid.that(new HashSet<>(named).size() == named.size(), "A form, contract or provider stands at most once in an offering.");
        }
        forms = List.copyOf(forms);
        contracts = List.copyOf(contracts);
        providers = List.copyOf(providers);
    }

    /** One never saved. */
    public Offering(OfferingId id, String slug, String name, String description, Duration duration, Money price, Terms terms,
            CancellationPolicy policy, List<String> forms, List<String> contracts, List<ProviderId> providers, String place, boolean active) {
        this(id, slug, name, description, duration, price, terms, policy, forms, contracts, providers, place, active, 0);
    }

    /** This offering with only those of its providers, or nothing if none of them gives it. */
    Optional<Offering> givenBy(Set<ProviderId> some) {
        var givers = providers.stream().filter(some::contains).toList();
        return givers.isEmpty() ? Optional.empty() : Optional.of(
                new Offering(id, slug, name, description, duration, price, terms, policy, forms, contracts, givers, place, active, version));
    }
}
