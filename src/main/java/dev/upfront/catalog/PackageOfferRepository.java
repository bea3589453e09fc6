package dev.upfront.catalog;

import java.util.List;
import java.util.Optional;
import org.springframework.data.repository.ListCrudRepository;

interface PackageOfferRepository extends ListCrudRepository<PackageOffer, PackageOfferId> {

    List<PackageOffer> findAllByOrderByNameAscIdAsc();

    List<PackageOffer> findByActiveTrueOrderByNameAscIdAsc();

    Optional<PackageOffer> findBySlug(String slug);
}
