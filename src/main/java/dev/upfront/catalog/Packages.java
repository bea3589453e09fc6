package dev.upfront.catalog;

import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.dao.OptimisticLockingFailureException;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** The door to the packages on sale. */
@Service
@Transactional
public class Packages {

    private final PackageOfferRepository packages;
    private final OfferingRepository offerings;
    private final PracticeRepository practice;
    private final InstantSource clock;

    Packages(PackageOfferRepository packages, OfferingRepository offerings, PracticeRepository practice, InstantSource clock) {
        this.packages = packages;
        this.offerings = offerings;
        this.practice = practice;
        this.clock = clock;
    }

    /** What clients can buy now, by name: active, and not past its last day. */
    public List<PackageOffer> onSale() {
        return packages.findByActiveTrueOrderByNameAscIdAsc().stream().filter(this::isOnSale).toList();
    }

    /** Those on sale whose credits pay for that offering. */
    public List<PackageOffer> onSaleFor(OfferingId offering) {
        return onSale().stream().filter(offer -> offer.surcharge(offering).isPresent()).toList();
    }

    /** The package on sale at that address, if there is one. */
    public Optional<PackageOffer> bySlug(String slug) {
        return packages.findBySlug(slug).filter(this::isOnSale);
    }

    /** @throws NoSuchElementException if there is none */
    public PackageOffer offer(PackageOfferId id) {
        return packages.findById(id).orElseThrow(() -> new NoSuchElementException("There is no package " + id));
    }

    /** All packages by name, those not on sale too. */
    public List<PackageOffer> all() {
        return packages.findAllByOrderByNameAscIdAsc();
    }

    /** Whether it can be bought now. */
    public boolean isOnSale(PackageOffer offer) {
        var now = clock.instant();
        var end = offer.endOf(now, practice.read().zone());
        return offer.active() && (end == null || now.isBefore(end));
    }

    /** When credits of it bought now end; null for never. */
    public @Nullable Instant endOf(PackageOffer offer) {
        return offer.endOf(clock.instant(), practice.read().zone());
    }

    /**
     * Adds (version 0) or changes a package. What was sold already stays as it was sold.
     *
     * @throws IllegalArgumentException with a sentence, if its address is taken, an offering is unknown or of another currency, or somebody else changed
     *     it since it was read
     */
    public PackageOffer save(PackageOffer changed) {
        Valid.that(packages.findBySlug(changed.slug()).map(PackageOffer::id).filter(id -> !id.equals(changed.id())).isEmpty(),
                "Another package already has the address /packages/%s: choose another one.".formatted(changed.slug()));
        for (var id : changed.offerings()) {
            var offering = offerings.findById(id);
            Valid.that(offering.isPresent(), "One of the chosen offerings does not exist: load the page again.");
            Valid.that(offering.get().price().currency().equals(changed.price().currency()),
                    "%s is priced in another currency than the package.".formatted(offering.get().name()));
        }
        try {
            return packages.save(changed);
        } catch (OptimisticLockingFailureException | DuplicateKeyException stale) {
            throw new IllegalArgumentException("Somebody else changed this package meanwhile, so nothing was saved: load the page again.", stale);
        }
    }
}
