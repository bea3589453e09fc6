package dev.upfront.catalog;

import java.util.List;
import java.util.Optional;
import org.springframework.data.repository.ListCrudRepository;

interface OfferingRepository extends ListCrudRepository<Offering, OfferingId> {

    List<Offering> findAllByOrderByNameAscIdAsc();

    List<Offering> findByActiveTrueOrderByNameAscIdAsc();

    Optional<Offering> findBySlug(String slug);
}
