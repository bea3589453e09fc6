package dev.upfront.catalog;

import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.dao.OptimisticLockingFailureException;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** The door of the catalog: the practice, who gives sessions, and what can be booked. */
@Service
@Transactional
public class Catalog {

    private final PracticeRepository practice;
    private final ProviderRepository providers;
    private final OfferingRepository offerings;

    Catalog(PracticeRepository practice, ProviderRepository providers, OfferingRepository offerings) {
        this.practice = practice;
        this.providers = providers;
        this.offerings = offerings;
    }

    public Practice practice() {
        return practice.read();
    }

    public void save(Practice changed) {
        practice.write(changed);
    }

    /** All providers by name, the inactive ones too. */
    public List<Provider> providers() {
        return providers.findAllByOrderByNameAscIdAsc();
    }

    /** @throws NoSuchElementException if there is none */
    public Provider provider(ProviderId id) {
        return providers.findById(id).orElseThrow(() -> new NoSuchElementException("There is no provider " + id));
    }

    /**
     * Adds (version 0) or changes a provider.
     *
     * @throws IllegalArgumentException with a sentence, if somebody else changed it since it was read
     */
    public Provider save(Provider changed) {
        try {
            return providers.save(changed);
        } catch (OptimisticLockingFailureException | DuplicateKeyException stale) {
            throw changedMeanwhile("provider", stale);
        }
    }

    /** What clients can book now, by name: active, and given by at least one active provider; only the active providers are named. */
    public List<Offering> offeringsOnSale() {
        var active = activeProviders();
        return offerings.findByActiveTrueOrderByNameAscIdAsc().stream().flatMap(offering -> offering.givenBy(active).stream()).toList();
    }

    /** The offering on sale at that address, if there is one; only its active providers are named. */
    public Optional<Offering> offeringBySlug(String slug) {
        return offerings.findBySlug(slug).filter(Offering::active).flatMap(offering -> offering.givenBy(activeProviders()));
    }

    /** @throws NoSuchElementException if there is none */
    public Offering offering(OfferingId id) {
        return offerings.findById(id).orElseThrow(() -> new NoSuchElementException("There is no offering " + id));
    }

    /** All offerings by name, those not on sale too. */
    public List<Offering> offerings() {
        return offerings.findAllByOrderByNameAscIdAsc();
    }

    /**
     * Adds (version 0) or changes an offering. Bookings already made keep the price, terms and policy they were made with.
     *
     * @throws IllegalArgumentException with a sentence, if its address is taken, a provider is unknown, or somebody else changed it since it was read
     */
    public Offering save(Offering changed) {
        Valid.that(offerings.findBySlug(changed.slug()).map(Offering::id).filter(id -> !id.equals(changed.id())).isEmpty(),
                "Another offering already has the address /book/%s: choose another one.".formatted(changed.slug()));
        Valid.that(changed.providers().stream().allMatch(providers::existsById), "One of the chosen providers does not exist: load the page again.");
        try {
            return offerings.save(changed);
        } catch (OptimisticLockingFailureException | DuplicateKeyException stale) {
            throw changedMeanwhile("offering", stale);
        }
    }

    private Set<ProviderId> activeProviders() {
        return providers.findByActiveTrue().stream().map(Provider::id).collect(Collectors.toSet());
    }

    private static IllegalArgumentException changedMeanwhile(String what, Exception stale) {
        return new IllegalArgumentException("Somebody else changed this %s meanwhile, so nothing was saved: load the page again.".formatted(what), stale);
    }
}
