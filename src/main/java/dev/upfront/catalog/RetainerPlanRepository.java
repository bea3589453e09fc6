package dev.upfront.catalog;

import java.util.List;
import java.util.Optional;
import org.springframework.data.repository.ListCrudRepository;

interface RetainerPlanRepository extends ListCrudRepository<RetainerPlan, RetainerPlanId> {

    List<RetainerPlan> findAllByOrderByNameAscIdAsc();

    List<RetainerPlan> findByActiveTrueOrderByNameAscIdAsc();

    Optional<RetainerPlan> findBySlug(String slug);
}
